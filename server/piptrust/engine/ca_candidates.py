"""CA bundles that exist on this machine, in the user's terms."""

from __future__ import annotations

from piptrust.engine.snapshot import CaCandidate
from piptrust.locale import mark, tr
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.resolve.environment import Environment

# Where distributions keep the system's bundle. Sources: Go's crypto/x509 root_linux.go and root_bsd.go lists,
# truststore's _openssl.py candidate list.
_SYSTEM_BUNDLES = (
    (mark("the system's bundle (Debian, Ubuntu)"), "/etc/ssl/certs/ca-certificates.crt"),
    (mark("the system's bundle (Fedora, RHEL)"), "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
    (mark("the system's bundle (Fedora, RHEL)"), "/etc/pki/tls/certs/ca-bundle.crt"),
    (mark("the system's bundle (openSUSE)"), "/etc/ssl/ca-bundle.pem"),
    (mark("the system's bundle (Alpine, macOS)"), "/etc/ssl/cert.pem"),
    (mark("Homebrew's bundle"), "/opt/homebrew/etc/ca-certificates/cert.pem"),
    (mark("Homebrew's bundle"), "/usr/local/etc/ca-certificates/cert.pem"),
)
_VARIABLES = (
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "NODE_EXTRA_CA_CERTS",
    "GIT_SSL_CAINFO",
)


def ca_candidates(disk: Disk, environment: Environment) -> tuple[CaCandidate, ...]:
    """Bundles that exist here, best first: the system's, those that other tools are told of, pip's own."""
    named = [(tr(name), path) for name, path in _SYSTEM_BUNDLES]
    named.extend(
        (tr("the file in {variable}", variable=name), environment.variables.get(name, ""))
        for name in _VARIABLES
    )
    if environment.interpreter is not None and environment.interpreter.certifi_where:
        named.append((tr("pip's own bundle"), environment.interpreter.certifi_where))
    found: dict[str, CaCandidate] = {}
    for name, path in named:
        if path and path not in found and disk.entry(path).kind is EntryKind.FILE:
            found[path] = CaCandidate(name, path)
    return tuple(found.values())
