"""The parts of a certificate that decide between causes: names, usages, identifiers, marks of public CAs."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from importlib import import_module
from typing import Any

from piptrust.text.records import dataclass
from piptrust.x509.certificate import Certificate, decode

_KEY_USAGE_BITS = (
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
)
_SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"
_ANY_USAGE = "2.5.29.37.0"
# RFC 6962, section 3.3: receipts of certificate-transparency logs; only public CAs embed them.
_RECEIPTS = "1.3.6.1.4.1.11129.2.4.2"
# The CA/Browser Forum's arc for reserved certificate policies.
_PUBLIC_POLICIES = "2.23.140.1."
_CA_ISSUERS = "1.3.6.1.5.5.7.48.2"
_DIGESTS = {
    "1.2.840.113549.1.1.4": "MD5",
    "1.2.840.113549.1.1.5": "SHA-1",
    "1.2.840.10045.4.1": "SHA-1",
    "1.2.840.10040.4.3": "SHA-1",
    "1.2.840.113549.1.1.11": "SHA-256",
    "1.2.840.113549.1.1.12": "SHA-384",
    "1.2.840.113549.1.1.13": "SHA-512",
    "1.2.840.10045.4.3.2": "SHA-256",
    "1.2.840.10045.4.3.3": "SHA-384",
    "1.2.840.10045.4.3.4": "SHA-512",
}


@dataclass(frozen=True)
class Details:
    """What RFC 5280 calls the rest.

    Attributes:
        dns_names: of the subjectAltName, lower case, in order.
        addresses: IP addresses of the subjectAltName.
        digest: hash of the signature, as in ``SHA-256``; the dotted OID where it is none we name.
        key_sha256: not a secret: SHA-256 of the subjectPublicKeyInfo, to tell namesakes apart.
        key_usage: names of the bits that are set, or None where there is no such extension.
        serves: whether the certificate may be a TLS server's, by its extended key usage.
        constraints_critical: whether basicConstraints is marked critical; None where there is none.
        path_length: of basicConstraints, or None.
        subject_key_id: or None.
        authority_key_id: or None.
        name_constraints: whether there are any.
        public: whether it carries marks that only public CAs give.
        issuer_urls: where the issuer's certificate can be fetched, it says (authorityInfoAccess).
    """

    dns_names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    digest: str = ""
    key_sha256: str = ""
    key_usage: frozenset[str] | None = None
    serves: bool = True
    constraints_critical: bool | None = None
    path_length: int | None = None
    subject_key_id: bytes | None = None
    authority_key_id: bytes | None = None
    name_constraints: bool = False
    public: bool = False
    issuer_urls: tuple[str, ...] = ()


def details(certificate: Certificate) -> Details:
    """The details of one certificate; what cannot be decoded is left at its default. Never raises."""
    return _details(certificate.der)


@lru_cache(maxsize=512)
def _details(der: bytes) -> Details:
    import hashlib

    found: dict[str, Any] = {}
    try:
        rfc5280: Any = import_module("pyasn1_modules.rfc5280")
        decoded, _ = decode(der, rfc5280.Certificate())
        body = decoded["tbsCertificate"]
        oid = str(decoded["signatureAlgorithm"]["algorithm"])
        found["digest"] = _DIGESTS.get(oid, oid)
        encoder: Any = import_module("pyasn1.codec.der.encoder")
        found["key_sha256"] = hashlib.sha256(encoder.encode(body["subjectPublicKeyInfo"])).hexdigest()
        for extension in body["extensions"] if body["extensions"].hasValue() else ():
            try:
                _extension(extension, rfc5280, found)
            except Exception:  # noqa: PERF203 - one extension that makes no sense must not hide the others.
                continue
    except Exception:
        # pyasn1 raises what it likes for hostile bytes.
        return Details(**found)
    return Details(**found)


def _extension(extension: Any, rfc5280: Any, found: dict[str, Any]) -> None:
    oid = str(extension["extnID"])
    content = bytes(extension["extnValue"])
    if oid == _RECEIPTS:
        found["public"] = True
        return
    specification = rfc5280.certificateExtensionsMap.get(extension["extnID"])
    if specification is None:
        return
    value, _ = decode(content, specification)
    if oid == "2.5.29.17":
        names = [(str(n.getName()), n.getComponent()) for n in value]
        found["dns_names"] = tuple(str(v).lower() for kind, v in names if kind == "dNSName")
        found["addresses"] = tuple(_address(bytes(v)) for kind, v in names if kind == "iPAddress")
    elif oid == "2.5.29.15":
        found["key_usage"] = frozenset(name for name, bit in zip(_KEY_USAGE_BITS, value) if bit)
    elif oid == "2.5.29.37":
        usages = {str(usage) for usage in value}
        found["serves"] = bool(usages & {_SERVER_AUTHENTICATION, _ANY_USAGE})
    elif oid == "2.5.29.19":
        found["constraints_critical"] = bool(extension["critical"])
        length = value["pathLenConstraint"]
        found["path_length"] = int(length) if length.hasValue() else None
    elif oid == "2.5.29.14":
        found["subject_key_id"] = bytes(value)
    elif oid == "2.5.29.35":
        identifier = value["keyIdentifier"]
        found["authority_key_id"] = bytes(identifier) if identifier.hasValue() else b""
    elif oid == "2.5.29.30":
        found["name_constraints"] = True
    elif oid == "2.5.29.32":
        found["public"] = found.get("public", False) or any(
            str(policy["policyIdentifier"]).startswith(_PUBLIC_POLICIES) for policy in value
        )
    elif oid == "1.3.6.1.5.5.7.1.1":
        found["issuer_urls"] = tuple(
            str(access["accessLocation"].getComponent())
            for access in value
            if str(access["accessMethod"]) == _CA_ISSUERS
        )


def _address(packed: bytes) -> str:
    try:
        return str(ipaddress.ip_address(packed))
    except ValueError:
        return packed.hex()
