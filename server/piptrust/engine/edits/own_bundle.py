"""The CA bundle that piptrust builds: what stands in it, and how its head tells."""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from piptrust.text.records import dataclass
from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate

FILE_NAME = "ca-bundle.pem"
MARK = "# Made by piptrust"


@dataclass(frozen=True)
class Added:
    """A certificate beside the public roots, and where it comes from."""

    certificate: Certificate
    source: str


def bundle_text(added: Sequence[Added], public: Iterable[Certificate], public_path: str, day: date) -> str:
    """The whole file: a head that lists what was added, those certificates, and the public roots."""
    lines = [f"{MARK} on {day.isoformat()}. When it is made anew, what is listed here as added is kept.", "#"]
    lines.append(f"# {len(added)} added:")
    for one in added:
        lines.extend(f"# {line}" for line in _described(one))
    lines += ["#", f"# Below them the public roots of {_printable(public_path)}."]
    blocks = [*(_pem(one.certificate) for one in added), *(_pem(c) for c in public)]
    return "\n".join([*lines, "", *blocks])


def added_before(content: bytes) -> Iterator[Added]:
    """What the head of an earlier bundle lists. The rest were public roots then, and may not be any more."""
    sources: dict[str, str] = {}
    listed = ""
    for line in content.decode("ascii", "replace").splitlines():
        if not line.startswith("#"):
            break
        label, _, value = line[1:].strip().partition(" ")
        if label == "SHA-256":
            listed = value.replace(":", "").lower()
        elif label == "source:":
            sources[listed] = value
    for certificate in read_bundle(content).certificates:
        if certificate.sha256 in sources:
            yield Added(certificate, sources[certificate.sha256])


def fingerprint(sha256: str) -> str:
    """As browsers and openssl show it: ``AB:CD:…``."""
    return ":".join(textwrap.wrap(sha256.upper(), 2))


def _described(one: Added) -> Iterator[str]:
    certificate = one.certificate
    yield f"  {_printable(certificate.subject)}"
    yield f"    valid {certificate.not_before.date()} to {certificate.not_after.date()}"
    yield f"    SHA-256 {fingerprint(certificate.sha256)}"
    yield f"    source: {_printable(one.source)}"


def _pem(certificate: Certificate) -> str:
    body = "\n".join(textwrap.wrap(base64.b64encode(certificate.der).decode("ascii"), 64))
    name = _printable(certificate.common_name)
    return f"# {name}\n-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"


def _printable(text: str) -> str:
    """ASCII in one line, without what could be taken for a certificate's frame."""
    shown = text.encode("ascii", "backslashreplace").decode("ascii")
    return "".join(c if c.isprintable() else "?" for c in shown).replace("-----", "- - -")
