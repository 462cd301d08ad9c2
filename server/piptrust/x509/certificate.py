"""One X.509 certificate, described. Descriptions explain; they never decide trust.

pyasn1 does the decoding and is imported when the first certificate is looked into: the import takes 45 ms, a
certificate 1 ms (measured with pyasn1 0.6.5 on the 117 roots of certifi).
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from importlib import import_module
from typing import Any

from piptrust.locale import tr
from piptrust.text.records import dataclass

# OpenSSL would read larger ones, but nobody issues them: the largest public roots are below 3 kB, and
# post-quantum certificates below 64 kB.
LARGEST_CERTIFICATE = 256 * 1024

_ATTRIBUTE_NAMES = {
    "2.5.4.3": "CN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "STREET",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
}
# String types by their ASN.1 tag (X.680, 8.4). T61String is read as Latin-1, as everybody does.
_STRING_ENCODINGS = {12: "utf-8", 19: "ascii", 20: "latin-1", 22: "ascii", 28: "utf-32-be", 30: "utf-16-be"}
_BASIC_CONSTRAINTS = "2.5.29.19"
_KEY_USAGE = "2.5.29.15"
_KEY_CERT_SIGN = 5
_RSA = "1.2.840.113549.1.1.1"
_DSA = "1.2.840.10040.4.1"
_EC = "1.2.840.10045.2.1"
_CURVES = {
    "1.2.840.10045.3.1.7": "P-256",
    "1.3.132.0.34": "P-384",
    "1.3.132.0.35": "P-521",
    "1.3.132.0.10": "secp256k1",
}
_OTHER_KEYS = {"1.3.101.112": "Ed25519", "1.3.101.113": "Ed448", "1.2.840.113549.1.1.10": "RSA-PSS"}


@dataclass(frozen=True)
class Certificate:
    """What people need to know of a certificate (RFC 5280).

    Attributes:
        subject: the distinguished name, as in ``CN=Example Root,O=Example`` (RFC 4514).
        issuer: likewise.
        common_name: the subject's last CN, or its O, or the whole name where it has neither.
        not_before: start of validity, with a time zone.
        not_after: end of validity, with a time zone.
        is_ca: basicConstraints CA; without that extension, what OpenSSL's ``X509_check_ca`` concludes: a
            self-issued certificate of version 1, or a key usage that names keyCertSign.
        self_issued: whether subject and issuer are the same name.
        key: as in ``RSA 2048`` or ``EC P-256``.
        sha256: lower-case hex fingerprint of the DER bytes.
        der: the DER bytes.
    """

    subject: str
    issuer: str
    common_name: str
    not_before: datetime
    not_after: datetime
    is_ca: bool
    self_issued: bool
    key: str
    sha256: str
    der: bytes


class UndecodableError(ValueError):
    """These bytes are no certificate."""


def read_certificate(content: bytes) -> Certificate | None:
    """Describes the certificate at the start of ``content``; bytes that follow it are not looked at.

    None means that it has a certificate's outer form, but not fields that make sense. OpenSSL still takes
    some of these (it leaves dates alone until it needs them), so they are not called damaged.

    Raises:
        UndecodableError: the bytes are no certificate; OpenSSL refuses them too.
    """
    _, der = decode(content, _outer_form())
    try:
        decoded, _ = decode(der, _rfc5280().Certificate())
        return _describe(decoded["tbsCertificate"], der)
    except Exception:
        # pyasn1 decodes lazily in places and raises what it likes there.
        return None


def decode(content: bytes, specification: Any) -> tuple[Any, bytes]:
    """The value at the start of ``content`` and the bytes that it takes.

    BER is accepted as well as DER, because OpenSSL accepts it.

    Raises:
        UndecodableError: for any content that does not follow the specification.
    """
    if len(content) > LARGEST_CERTIFICATE:
        raise UndecodableError("too large")
    try:
        value, rest = import_module("pyasn1.codec.ber.decoder").decode(content, asn1Spec=specification)
    except Exception as error:
        # PyAsn1Error for what it foresees; hostile bytes also bring out ValueError, RecursionError, others.
        raise UndecodableError(str(error)) from None
    return value, content[: len(content) - len(rest)]


def _outer_form() -> Any:
    """A sequence of three anythings (RFC 5280, 4.1)."""
    univ: Any = import_module("pyasn1.type.univ")
    namedtype: Any = import_module("pyasn1.type.namedtype")
    parts = ("tbsCertificate", "signatureAlgorithm", "signature")
    return univ.Sequence(
        componentType=namedtype.NamedTypes(*(namedtype.NamedType(part, univ.Any()) for part in parts))
    )


def _rfc5280() -> Any:
    return import_module("pyasn1_modules.rfc5280")


def _describe(certificate: Any, der: bytes) -> Certificate:
    subject = _attributes(certificate["subject"])
    issuer = _attributes(certificate["issuer"])
    self_issued = subject == issuer
    return Certificate(
        subject=_distinguished_name(subject),
        issuer=_distinguished_name(issuer),
        common_name=_common_name(subject),
        not_before=_time(certificate["validity"]["notBefore"]),
        not_after=_time(certificate["validity"]["notAfter"]),
        is_ca=_is_ca(certificate, self_issued),
        self_issued=self_issued,
        key=_key(certificate["subjectPublicKeyInfo"]),
        sha256=hashlib.sha256(der).hexdigest(),
        der=der,
    )


def _attributes(name: Any) -> list[list[tuple[str, str]]]:
    """The relative names in the order of the certificate, as (attribute, value)."""
    return [
        [
            (_ATTRIBUTE_NAMES.get(str(pair["type"]), str(pair["type"])), _string(pair["value"]))
            for pair in relative
        ]
        for relative in name.getComponent()
    ]


def _string(encoded: Any) -> str:
    value, _ = import_module("pyasn1.codec.ber.decoder").decode(bytes(encoded))
    tag = int(value.tagSet[-1].tagId)
    if not hasattr(value, "asOctets"):
        return "#" + bytes(encoded).hex()
    return bytes(value.asOctets()).decode(_STRING_ENCODINGS.get(tag, "latin-1"), "replace")


def _distinguished_name(relatives: list[list[tuple[str, str]]]) -> str:
    return ",".join("+".join(f"{name}={_escaped(value)}" for name, value in r) for r in reversed(relatives))


def _escaped(value: str) -> str:
    """RFC 4514, section 2.4; control characters too, which it leaves as they are."""
    result = "".join("\\" + c if c in ',+"\\<>;' else c if c.isprintable() else _hex_pairs(c) for c in value)
    if result.startswith((" ", "#")):
        result = "\\" + result
    if value.endswith(" ") and len(value) > 1:
        result = result[:-1] + "\\ "
    return result


def _hex_pairs(character: str) -> str:
    return "".join(f"\\{byte:02x}" for byte in character.encode("utf-8", "replace"))


def _common_name(relatives: list[list[tuple[str, str]]]) -> str:
    for wanted in ("CN", "O"):
        values = [
            value for relative in relatives for name, value in relative if name == wanted and value.strip()
        ]
        if values:
            return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in values[-1])
    return _distinguished_name(relatives)


def _time(choice: Any) -> datetime:
    value: datetime = choice.getComponent().asDateTime
    if choice.getName() == "utcTime" and value.year >= 2050:
        # RFC 5280, 4.1.2.5.1: two-digit years from 50 on are 19xx; for strptime, those from 69 on are.
        value = value.replace(year=value.year - 100)
    return (
        value
        if value.tzinfo is not None and value.utcoffset() == timedelta(0)
        else value.astimezone(timezone.utc)
    )


def _is_ca(certificate: Any, self_issued: bool) -> bool:
    extensions = {str(e["extnID"]): bytes(e["extnValue"]) for e in certificate["extensions"]}
    rfc5280 = _rfc5280()
    if _BASIC_CONSTRAINTS in extensions:
        constraints, _ = decode(extensions[_BASIC_CONSTRAINTS], rfc5280.BasicConstraints())
        return bool(constraints["cA"])
    if _KEY_USAGE in extensions:
        usage, _ = decode(extensions[_KEY_USAGE], rfc5280.KeyUsage())
        return len(usage) > _KEY_CERT_SIGN and bool(usage[_KEY_CERT_SIGN])
    return int(certificate["version"]) == 0 and self_issued


def _key(info: Any) -> str:
    algorithm = str(info["algorithm"]["algorithm"])
    rfc3279 = import_module("pyasn1_modules.rfc3279")
    if algorithm == _RSA:
        key, _ = decode(info["subjectPublicKey"].asOctets(), rfc3279.RSAPublicKey())
        return f"RSA {int(key['modulus']).bit_length()}"
    if algorithm == _EC:
        parameters, _ = decode(bytes(info["algorithm"]["parameters"]), rfc3279.EcpkParameters())
        curve = str(parameters.getComponent()) if parameters.getName() == "namedCurve" else tr("own curve")
        return f"EC {_CURVES.get(curve, curve)}"
    if algorithm == _DSA:
        parameters, _ = decode(bytes(info["algorithm"]["parameters"]), rfc3279.Dss_Parms())
        return f"DSA {int(parameters['p']).bit_length()}"
    return _OTHER_KEYS.get(algorithm, algorithm)
