"""Certificates in DER, PKCS#7 and UTF-16 become a PEM file that OpenSSL and pip load."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from piptrust.engine.fix import FixImpossible, build
from piptrust.x509.bundle import Loading, read_bundle
from support.fixture import USER_CONF, applied, changes_of, offers_of, scene
from support.pip_loader import installed_loader
from support.samples import intermediate, root, sample


def loaded_by_openssl(content: bytes, folder: Path) -> list[bytes]:
    (folder / "ca.pem").write_bytes(content)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(folder / "ca.pem")
    return context.get_ca_certs(binary_form=True)


@pytest.mark.parametrize(
    ("name", "rule", "expected"),
    [
        ("der-root", "ca-file-der", [root().der]),
        ("utf16-root", "ca-file-utf16", [root().der]),
        ("pkcs7", "ca-file-pkcs7", [root().der, intermediate().der]),
        ("pkcs7-pem", "ca-file-pkcs7", [root().der, intermediate().der]),
    ],
)
def test_openssl_loads_the_same_certificates(name: str, rule: str, expected: list[bytes], tmp_path: Path):
    before = scene("[global]\ncert = /etc/corp.cer\n", files={"/etc/corp.cer": sample(name)})
    written = applied(before, changes_of(before, rule, "Convert"))
    assert sorted(written) == ["/etc/corp.pem", USER_CONF]
    assert written[USER_CONF] == b"[global]\ncert = /etc/corp.pem\n"
    assert sorted(loaded_by_openssl(written["/etc/corp.pem"], tmp_path)) == sorted(expected)
    after = scene(written[USER_CONF], files={"/etc/corp.pem": written["/etc/corp.pem"]})
    assert after.findings() == ()


@pytest.mark.parametrize(
    ("value", "taken", "expected_value", "expected_path"),
    [
        ("/etc/corp.cer", [], "/etc/corp.pem", "/etc/corp.pem"),
        ("/etc/corp", [], "/etc/corp.pem", "/etc/corp.pem"),
        ("/etc/corp.pem", [], "/etc/corp-2.pem", "/etc/corp-2.pem"),
        ("/etc/corp.v1.der", ["/etc/corp.v1.pem"], "/etc/corp.v1-2.pem", "/etc/corp.v1-2.pem"),
        ("~/corp.cer", ["/home/user/corp.pem"], "~/corp-2.pem", "/home/user/corp-2.pem"),
        ("corp.cer", [], "corp.pem", "/project/corp.pem"),
        ("../project/corp.cer", [], "../project/corp.pem", "/project/corp.pem"),
    ],
)
def test_the_new_file_stands_beside_it_and_replaces_none(
    value: str, taken: list[str], expected_value: str, expected_path: str
):
    path = value.replace("~", "/home/user").replace("../project", "/project")
    path = path if path.startswith("/") else f"/project/{path}"
    files = {path: sample("der-root"), **dict.fromkeys(taken, b"mine")}
    before = scene(f"# ours\r\n[global]\r\nCERT: {value}  \r\n", files=files)
    written = applied(before, changes_of(before, "ca-file-der", "Convert"))
    assert written[USER_CONF] == f"# ours\r\n[global]\r\nCERT: {expected_value}  \r\n".encode()
    assert [name for name in written if name != USER_CONF] == [expected_path]
    assert dict(installed_loader().load(written[USER_CONF]).values) == {"global.cert": expected_value}


def test_on_windows():
    path = "C:\\certs\\corp.cer"
    before = scene(
        f"[global]\ncert = {path}\n", "c:/p/pip.ini", files={path: sample("der-root")}, platform="win32"
    )
    written = applied(before, changes_of(before, "ca-file-der", "Convert"))
    assert written["c:/p/pip.ini"] == b"[global]\ncert = C:\\certs\\corp.pem\n"
    assert read_bundle(written["c:/certs/corp.pem"]).loading is Loading.LOADS


def test_half_a_file_is_not_converted():
    text = (sample("root") + sample("not-der")).decode().encode("utf-16")
    before = scene("[global]\ncert = /etc/corp.cer\n", files={"/etc/corp.cer": text})
    with pytest.raises(FixImpossible, match="holds something that is no certificate"):
        changes_of(before, "ca-file-utf16", "Convert")


def test_a_file_that_is_gone_or_a_setting_that_has_changed():
    before = scene("[global]\ncert = /etc/corp.cer\n", files={"/etc/corp.cer": sample("der-root")})
    ((finding, offer),) = offers_of(before, "ca-file-der")
    gone = scene("[global]\ncert = /etc/corp.cer\n")
    with pytest.raises(FixImpossible, match="cannot be read"):
        build(offer, finding, gone.view(), gone.disk)
    changed = scene("[global]\ntimeout = 5\n")
    with pytest.raises(FixImpossible, match="has changed"):
        build(offer, finding, changed.view(), changed.disk)
