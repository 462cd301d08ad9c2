"""The lab's servers, proxies and CA files of the matrix, and the settings that pip is run with."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from support.lab.authority import DAY, Authority, Shape, key_pem, rsa_key, self_signed
from support.lab.names import lab_variables
from support.lab.proxy import LabProxy
from support.lab.server import LabServer, index_pages, redirecting

HOST = "index.test"
OLD_TLS = (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1)


@dataclass(frozen=True)
class Setting:
    """One way in which a user may have set things up; ``{name}`` stands for a file or an address."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    config: str = ""


class World:
    """Everything that listens, made once for all cases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Authority("Lab Root")
        self.inter = Authority("Lab Intermediate", issuer=self.root)
        self.other_root = Authority("Other Root")
        self.inspector = Authority("Inspecting Root CA", organization="Inspector Inc.")
        self.client = Authority("Client Root")
        self.servers: dict[str, LabServer] = {}
        self.proxies: dict[str, LabProxy] = {}
        for name, make in SERVERS.items():
            self.servers[name] = make(self)
        files = LabServer(self.inter.issue("files.test"))
        self.servers["files"] = files
        self.servers["file-host"] = LabServer(self.good, index_pages(files.url("files.test", "/")))
        foreign = LabServer(self.other_root.issue("files.test"))
        self.servers["foreign-files"] = foreign
        self.servers["file-host-untrusted"] = LabServer(
            self.good, index_pages(foreign.url("files.test", "/"))
        )
        good = self.servers["good"]
        self.servers["redirect"] = LabServer(self.good, redirecting(f"https://moved.test:{good.port}"))
        self.servers["redirect-untrusted"] = LabServer(
            self.good, redirecting(f"https://moved.test:{foreign.port}")
        )
        plain = self.servers["http"]
        self.servers["redirect-to-http"] = LabServer(self.good, redirecting(plain.url("moved.test", "")))
        self.servers["file-host-http"] = LabServer(self.good, index_pages(plain.url("files.test", "/")))
        self.servers["foreign"] = LabServer(self.other_root.issue(HOST, "extra.test"))
        self.proxies = {
            "plain": LabProxy(),
            "authenticated": LabProxy("authenticated"),
            "refusing": LabProxy("refusing"),
            "closing": LabProxy("closing"),
            "resigning": LabProxy(resign=self.inspector),
            "tls": LabProxy(credential=self.root.issue("proxy.test")),
            "tls-foreign": LabProxy(credential=self.other_root.issue("proxy.test")),
        }
        self.files = self._write_files()

    @property
    def good(self):
        return self.inter.issue(HOST, "moved.test")

    def close(self) -> None:
        for server in [*self.servers.values(), *self.proxies.values()]:
            server.close()

    def _write_files(self) -> dict[str, str]:
        client = self.client.issue("client", shape=Shape(usage=None))
        contents = {
            "root": self.root.pem,
            "other": self.other_root.pem,
            "inspector": self.inspector.pem,
            "intermediate": self.inter.pem,
            "both": self.root.pem + self.other_root.pem,
            "der": b"".join(_der(self.root)),
            "empty": b"",
            "joined": self.root.pem.rstrip() + self.other_root.pem,
            "key": key_pem(ec.generate_private_key(ec.SECP256R1())),
            "client": client.with_key,
            "client-without-key": client.presented,
        }
        paths = {name: str(self.folder / f"{name}.pem") for name in contents}
        for name, content in contents.items():
            Path(paths[name]).write_bytes(content)
        paths["missing"] = str(self.folder / "missing.pem")
        paths["empty-dir"] = str(self.folder / "empty-dir")
        Path(paths["empty-dir"]).mkdir(exist_ok=True)
        for name, authority in (("hashed-root", self.root), ("hashed-other", self.other_root)):
            directory = self.folder / name
            directory.mkdir()
            (directory / f"{subject_hash(authority.certificate)}.0").write_bytes(authority.pem)
            paths[name] = str(directory)
        return paths

    def words(self, server: str) -> dict[str, str]:
        """What ``{name}`` stands for in settings."""
        words = dict(self.files)
        words["port"] = str(self.servers[server].port)
        words["url"] = self.url(server)
        words["foreign-url"] = self.servers["foreign"].url("extra.test")
        words["good-url"] = self.servers["good"].url("moved.test")
        words["http-url"] = self.servers["http"].url("extra.test")
        for name, proxy in self.proxies.items():
            words[f"proxy-{name}"] = f"127.0.0.1:{proxy.port}"
            words[f"proxyname-{name}"] = f"proxy.test:{proxy.port}"
        return words

    def url(self, server: str) -> str:
        if server == "unknown-name":
            return "https://gone.test/simple/"
        if server == "refused":
            return f"https://{HOST}:1/simple/"
        if server == "http":
            return self.servers["http"].url(HOST)
        if server == "ip":
            return self.servers["ip"].url("127.0.0.1")
        return f"https://{HOST}:{self.servers[server].port}/simple/"

    def variables(self, folder: Path, setting: Setting, server: str) -> dict[str, str]:
        """The child's environment; the setting's configuration file stands below its HOME."""
        words = self.words(server if server in self.servers else "good")
        variables = lab_variables(folder, missing=("gone.test",))
        # Isolated stores: the machine's own roots must not matter, nor slow down every context.
        variables["SSL_CERT_FILE"] = self.files["other"]
        variables["SSL_CERT_DIR"] = self.files["empty-dir"]
        for name, value in setting.variables.items():
            variables[name] = value.format(**words)
        config = Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(f"[global]\nindex-url = {self.url(server)}\n{setting.config.format(**words)}")
        return variables


def subject_hash(certificate: x509.Certificate) -> str:
    """The name by which OpenSSL finds a certificate in a directory (X509_NAME_hash).

    It is made of the canonical encoding of the subject: UTF8String, lower case, without the outer sequence.
    """
    encoded = b""
    for attribute in certificate.subject:
        # The DER of an object identifier, out of the library's own encoding of a name.
        identifier = x509.Name([x509.NameAttribute(attribute.oid, "x")]).public_bytes()[6:-3]
        value = str(attribute.value).lower().encode()
        pair = identifier + b"\x0c" + bytes([len(value)]) + value
        pair = b"\x30" + bytes([len(pair)]) + pair
        encoded += b"\x31" + bytes([len(pair)]) + pair
    return f"{int.from_bytes(hashlib.sha1(encoded).digest()[:4], 'little'):08x}"


def _der(authority: Authority) -> list[bytes]:
    from cryptography.hazmat.primitives.serialization import Encoding

    return [authority.certificate.public_bytes(Encoding.DER)]


SERVERS: Mapping[str, Callable[[World], LabServer]] = {
    "good": lambda w: LabServer(w.good),
    "no-intermediate": lambda w: LabServer(w.good.presenting()),
    "root-sent": lambda w: LabServer(w.good.presenting(w.inter.certificate, w.root.certificate)),
    "expired": lambda w: LabServer(w.inter.issue(HOST, shape=Shape(valid=(-9 * DAY, -DAY)))),
    "future": lambda w: LabServer(w.inter.issue(HOST, shape=Shape(valid=(DAY, 9 * DAY)))),
    "expired-intermediate": lambda w: LabServer(
        Authority("Old Intermediate", issuer=w.root, shape=Shape(valid=(-9 * DAY, -DAY))).issue(HOST)
    ),
    "wrong-name": lambda w: LabServer(w.inter.issue("other.test")),
    "common-name-only": lambda w: LabServer(w.inter.issue(HOST, shape=Shape(names=False))),
    "ip": lambda w: LabServer(w.inter.issue("127.0.0.1")),
    "self-signed": lambda _: LabServer(self_signed(HOST)),
    "no-authority-key-id": lambda w: LabServer(w.inter.issue(HOST, shape=Shape(key_identifiers=False))),
    "constraints-not-critical": lambda w: LabServer(
        Authority("Lax Intermediate", issuer=w.root, shape=Shape(critical_constraints=False)).issue(HOST)
    ),
    "weak-key": lambda w: LabServer(w.inter.issue(HOST, key=rsa_key(1024))),
    "not-a-ca": lambda w: LabServer(_issued_by_leaf(w)),
    "name-constraints": lambda w: LabServer(
        Authority("Narrow", issuer=w.root, shape=Shape(permitted=("elsewhere.test",))).issue(HOST)
    ),
    "client-wanted": lambda w: LabServer(w.good, client_ca=w.client.pem),
    "old-tls": lambda w: LabServer(w.good, versions=OLD_TLS),
    "name-refused": lambda w: LabServer(w.good, refuse_name=True),
    "plain-http": lambda w: LabServer(w.good, fault="plain-http"),
    "http": lambda _: LabServer(None),
    "cut": lambda w: LabServer(w.good, fault="close-after-hello"),
    "reset": lambda w: LabServer(w.good, fault="reset"),
    "hanging": lambda w: LabServer(w.good, fault="hang"),
    "garbage": lambda w: LabServer(w.good, fault="garbage"),
}


def _issued_by_leaf(world: World):
    """A certificate signed by one that is no CA."""
    leaf = world.inter.issue("leaf.test")
    pretender = Authority("Pretender", issuer=world.inter)
    pretender.key, pretender.subject, pretender.certificate = (
        leaf.key,
        leaf.certificate.subject,
        leaf.certificate,
    )
    return pretender.issue(HOST, shape=Shape(valid=(-timedelta(hours=1), DAY)))


SETTINGS = {
    s.name: s
    for s in (
        Setting("nothing"),
        Setting("cert", config="cert = {root}\n"),
        Setting("cert in [download]", config="[download]\ncert = {root}\n"),
        Setting("cert in [install]", config="[install]\ncert = {root}\n"),
        Setting("PIP_CERT", {"PIP_CERT": "{root}"}),
        Setting("PIP_CERT beats cert", {"PIP_CERT": "{root}"}, "cert = {missing}\n"),
        Setting("REQUESTS_CA_BUNDLE", {"REQUESTS_CA_BUNDLE": "{root}"}),
        Setting("REQUESTS_CA_BUNDLE beats cert", {"REQUESTS_CA_BUNDLE": "{other}"}, "cert = {root}\n"),
        Setting("CURL_CA_BUNDLE", {"CURL_CA_BUNDLE": "{root}"}),
        Setting("SSL_CERT_FILE", {"SSL_CERT_FILE": "{root}"}),
        Setting("SSL_CERT_FILE missing", {"SSL_CERT_FILE": "{missing}", "REQUESTS_CA_BUNDLE": "{root}"}),
        Setting("SSL_CERT_FILE and other cert", {"SSL_CERT_FILE": "{root}", "PIP_CERT": "{other}"}),
        Setting("legacy-certs", {"SSL_CERT_FILE": "{root}"}, "use-deprecated = legacy-certs\n"),
        Setting("legacy-certs and cert", config="use-deprecated = legacy-certs\ncert = {root}\n"),
        Setting("truststore", {"SSL_CERT_FILE": "{root}"}, "use-feature = truststore\n"),
        Setting("truststore and cert", {"PIP_CERT": "{root}"}, "use-feature = truststore\n"),
        Setting("missing cert", config="cert = {missing}\n"),
        Setting("DER cert", config="cert = {der}\n"),
        Setting("empty cert", config="cert = {empty}\n"),
        Setting("joined cert", config="cert = {joined}\n"),
        Setting("key as cert", config="cert = {key}\n"),
        Setting("directory as cert", config="cert = {empty-dir}\n"),
        Setting("intermediate as cert", config="cert = {intermediate}\n"),
        Setting("client-cert", config="cert = {root}\nclient-cert = {client}\n"),
        Setting("client-cert missing", config="cert = {root}\nclient-cert = {missing}\n"),
        Setting("client-cert without key", config="cert = {root}\nclient-cert = {client-without-key}\n"),
        Setting("trusted-host", config="trusted-host = index.test\n"),
        Setting("trusted-host with port", config="trusted-host = index.test:{port}\n"),
        Setting("trusted-host with other port", config="trusted-host = index.test:9\n"),
        Setting("trusted-host with scheme", config="trusted-host = https://index.test\n"),
        Setting("trusted-host and missing cert", config="trusted-host = index.test\ncert = {missing}\n"),
        Setting("trusted address", config="trusted-host = 127.0.0.1\n"),
        Setting("cert in [wheel]", config="[wheel]\ncert = {root}\n"),
        Setting("cert in [global.x]", config="[global.x]\ncert = {root}\n"),
        Setting("section beats global", config="cert = {missing}\n[download]\ncert = {root}\n"),
        Setting("section beaten by variable", {"PIP_CERT": "{root}"}, "[download]\ncert = {missing}\n"),
        Setting("empty PIP_CERT", {"PIP_CERT": ""}, "cert = {root}\n"),
        Setting("empty cert in section", config="cert = {root}\n[download]\ncert =\n"),
        Setting("cert with CURL_CA_BUNDLE", {"CURL_CA_BUNDLE": "{other}"}, "cert = {root}\n"),
        Setting("missing REQUESTS_CA_BUNDLE", {"REQUESTS_CA_BUNDLE": "{missing}"}),
        Setting("SSL_CERT_DIR", {"SSL_CERT_DIR": "{hashed-root}"}),
        Setting("SSL_CERT_DIR of others", {"SSL_CERT_DIR": "{hashed-other}"}),
        Setting("SSL_CERT_DIR without file", {"SSL_CERT_DIR": "{hashed-root}", "SSL_CERT_FILE": "{missing}"}),
        Setting(
            "SSL_CERT_DIR, legacy-certs",
            {"SSL_CERT_DIR": "{hashed-root}"},
            "use-deprecated = legacy-certs\n",
        ),
        Setting("hashed directory as cert", config="cert = {hashed-root}\n"),
        Setting("hashed directory as REQUESTS_CA_BUNDLE", {"REQUESTS_CA_BUNDLE": "{hashed-root}"}),
        Setting("trusted-host in capitals", config="trusted-host = INDEX.Test\n"),
        Setting("trusted-host with dot", config="trusted-host = index.test.\n"),
        Setting("trusted-host star", config="trusted-host = *\n"),
        Setting("trusted-host of the domain", config="trusted-host = test\n"),
        Setting("trusted-host with path", config="trusted-host = index.test/simple\n"),
        Setting("trusted-host with user", config="trusted-host = me@index.test\n"),
        Setting("trusted-host, comma", config="trusted-host = index.test, files.test\n"),
        Setting("trusted-host, lines", config="trusted-host =\n    files.test\n    index.test\n"),
        Setting("trusted-host, comment", config="trusted-host = index.test # ours\n"),
        Setting("PIP_TRUSTED_HOST", {"PIP_TRUSTED_HOST": "files.test index.test"}),
        Setting("PIP_TRUSTED_HOST replaces", {"PIP_TRUSTED_HOST": "a.test"}, "trusted-host = index.test\n"),
        Setting("trusted-host in [download]", config="[download]\ntrusted-host = index.test\n"),
        Setting("trusted file host", config="cert = {root}\ntrusted-host = files.test\n"),
        Setting("trusted redirect", config="cert = {root}\ntrusted-host = moved.test\n"),
        Setting("find-links", config="cert = {root}\nno-index = yes\nfind-links = {url}labpkg/\n"),
        Setting("find-links without cert", config="no-index = yes\nfind-links = {url}labpkg/\n"),
        Setting("extra index", config="cert = {root}\nextra-index-url = {good-url}\n"),
        Setting("extra index, foreign", config="cert = {root}\nextra-index-url = {foreign-url}\n"),
        Setting("extra index over http", config="cert = {root}\nextra-index-url = {http-url}\n"),
        Setting("proxy", config="cert = {root}\nproxy = http://{proxy-plain}\n"),
        Setting("proxy without cert", config="proxy = http://{proxy-plain}\n"),
        Setting("proxy and SSL_CERT_FILE", {"SSL_CERT_FILE": "{root}"}, "proxy = http://{proxy-plain}\n"),
        Setting(
            "proxy hides REQUESTS_CA_BUNDLE",
            {"REQUESTS_CA_BUNDLE": "{root}"},
            "proxy = http://{proxy-plain}\n",
        ),
        Setting("HTTPS_PROXY", {"HTTPS_PROXY": "http://{proxy-plain}", "PIP_CERT": "{root}"}),
        Setting(
            "NO_PROXY",
            {"HTTPS_PROXY": "http://{proxy-refusing}", "NO_PROXY": "test", "PIP_CERT": "{root}"},
        ),
        Setting("proxy wants password", config="cert = {root}\nproxy = http://{proxy-authenticated}\n"),
        Setting(
            "proxy gets password",
            config="cert = {root}\nproxy = http://user:secret@{proxy-authenticated}\n",
        ),
        Setting("proxy refuses", config="cert = {root}\nproxy = http://{proxy-refusing}\n"),
        Setting("proxy closes", config="cert = {root}\nproxy = http://{proxy-closing}\n"),
        Setting("proxy gone", config="cert = {root}\nproxy = http://127.0.0.1:1\n"),
        Setting("proxy re-signs", config="cert = {root}\nproxy = http://{proxy-resigning}\n"),
        Setting("proxy re-signs, known", config="cert = {inspector}\nproxy = http://{proxy-resigning}\n"),
        Setting(
            "proxy re-signs, trusted host",
            config="trusted-host = index.test\nproxy = http://{proxy-resigning}\n",
        ),
        Setting("https proxy", config="cert = {root}\nproxy = https://{proxyname-tls}\n"),
        Setting("https proxy, foreign", config="cert = {root}\nproxy = https://{proxyname-tls-foreign}\n"),
        Setting("https proxy, both", config="cert = {both}\nproxy = https://{proxyname-tls-foreign}\n"),
        Setting("https for a plain proxy", config="cert = {root}\nproxy = https://{proxyname-plain}\n"),
        Setting("socks proxy", config="cert = {root}\nproxy = socks5://{proxy-plain}\n"),
        Setting("ftp proxy", config="cert = {root}\nproxy = ftp://{proxy-plain}\n"),
    )
}
