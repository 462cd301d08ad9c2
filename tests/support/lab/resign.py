"""Certificates that no proper tool makes: signed with a broken hash, or with a wrong signature."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyasn1.codec.der import decoder, encoder
from pyasn1.type import univ
from pyasn1_modules import rfc5280

_SHA1_WITH_RSA = "1.2.840.113549.1.1.5"
# DigestInfo of SHA-1 up to the digest (RFC 8017, 9.2, note 1).
_SHA1_PREFIX = bytes.fromhex("3021300906052b0e03021a05000414")


def signed_with_sha1(certificate: x509.Certificate, issuer_key: rsa.RSAPrivateKey) -> x509.Certificate:
    """The same certificate signed with SHA-1 (RFC 8017, 8.2), which cryptography refuses to do."""
    parts, _ = decoder.decode(certificate.public_bytes(Encoding.DER), rfc5280.Certificate())
    for algorithm in (parts["signatureAlgorithm"], parts["tbsCertificate"]["signature"]):
        algorithm["algorithm"] = univ.ObjectIdentifier(_SHA1_WITH_RSA)
    digest = hashlib.sha1(encoder.encode(parts["tbsCertificate"]), usedforsecurity=False).digest()
    numbers = issuer_key.private_numbers()
    modulus = numbers.public_numbers.n
    length = (modulus.bit_length() + 7) // 8
    padding = b"\xff" * (length - len(_SHA1_PREFIX) - len(digest) - 3)
    message = b"\x00\x01" + padding + b"\x00" + _SHA1_PREFIX + digest
    signature = pow(int.from_bytes(message, "big"), numbers.d, modulus).to_bytes(length, "big")
    parts["signature"] = univ.BitString.fromOctetString(signature)
    return x509.load_der_x509_certificate(encoder.encode(parts))


def with_wrong_signature(certificate: x509.Certificate) -> x509.Certificate:
    """The same certificate with its last bits changed; they belong to the signature (RFC 5280, 4.1)."""
    der = bytearray(certificate.public_bytes(Encoding.DER))
    der[-1] ^= 0x01
    return x509.load_der_x509_certificate(bytes(der))
