"""Certificates of every good and bad kind, made on the spot.

Times are relative to the real clock, because real pip and real OpenSSL judge them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Union

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = Union[rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey]
DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0)


@cache
def rsa_key(bits: int, slot: int = 0) -> rsa.RSAPrivateKey:
    """RSA keys are slow to make; equal slots share one."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def name(common_name: str | None, organization: str | None = "Lab") -> x509.Name:
    attributes = []
    if organization is not None:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization))
    if common_name is not None:
        attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, common_name))
    return x509.Name(attributes)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certificates)


def key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@dataclass(frozen=True)
class Shape:
    """What is unusual about a certificate; the defaults are those of a good one.

    Attributes:
        valid: start and end of validity, relative to now.
        critical_constraints: whether basicConstraints is marked critical (RFC 5280 wants it for CAs).
        constraints: whether there is a basicConstraints extension at all.
        key_identifiers: whether subject and authority key identifiers are there.
        key_usage: whether a CA names its key usage.
        usage: extended key usage; None leaves the extension out.
        digest: the signature's hash.
        common_name: subject CN; for servers the first host unless given.
        names: whether a server's hosts stand in subjectAltName.
        permitted: DNS names to which a CA is constrained.
        path_length: of a CA.
    """

    valid: tuple[timedelta, timedelta] = (-DAY, 365 * DAY)
    critical_constraints: bool = True
    constraints: bool = True
    key_identifiers: bool = True
    key_usage: bool = True
    usage: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.SERVER_AUTH
    digest: hashes.HashAlgorithm = field(default_factory=hashes.SHA256)
    common_name: str | None = None
    names: bool = True
    permitted: Sequence[str] = ()
    path_length: int | None = None


GOOD = Shape()


@dataclass(frozen=True)
class Credential:
    """A certificate with its key and the further certificates that its owner presents."""

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def presented(self) -> bytes:
        return pem(self.certificate, *self.chain)

    @property
    def with_key(self) -> bytes:
        return self.presented + key_pem(self.key)

    def presenting(self, *chain: x509.Certificate) -> Credential:
        """The same certificate with another chain behind it."""
        return Credential(self.certificate, self.key, chain)


class Authority:
    """A certificate authority, root or intermediate."""

    def __init__(
        self,
        common_name: str,
        *,
        issuer: Authority | None = None,
        shape: Shape = GOOD,
        key: Key | None = None,
        organization: str | None = "Lab",
    ) -> None:
        self.issuer = issuer
        self.key: Key = key or new_key()
        self.subject = name(common_name, organization)
        signer = issuer or self
        self.certificate = _build(self.subject, self.key, signer, shape, hosts=None)

    @property
    def pem(self) -> bytes:
        return pem(self.certificate)

    def issue(self, *hosts: str, shape: Shape = GOOD, key: Key | None = None) -> Credential:
        """A server certificate for DNS names and IP addresses; presents intermediates, no root."""
        key = key or new_key()
        subject = name(shape.common_name or (hosts[0] if hosts else None))
        certificate = _build(subject, key, self, shape, hosts=hosts)
        chain: list[x509.Certificate] = []
        authority: Authority | None = self
        while authority is not None and authority.issuer is not None:
            chain.append(authority.certificate)
            authority = authority.issuer
        return Credential(certificate, key, tuple(chain))


def self_signed(*hosts: str, shape: Shape = GOOD, is_ca: bool = False) -> Credential:
    """A server certificate that issued itself."""
    key = new_key()
    subject = name(shape.common_name or hosts[0])
    certificate = _build(subject, key, None, shape, hosts=hosts, is_ca=is_ca)
    return Credential(certificate, key)


def _build(
    subject: x509.Name,
    key: Key,
    signer: Authority | None,
    shape: Shape,
    *,
    hosts: Sequence[str] | None,
    is_ca: bool | None = None,
) -> x509.Certificate:
    authority = hosts is None if is_ca is None else is_ca
    moment = now()
    signing_key = key if signer is None else signer.key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if signer is None else signer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment + shape.valid[0])
        .not_valid_after(moment + shape.valid[1])
    )
    if shape.constraints:
        constraints = x509.BasicConstraints(
            ca=authority, path_length=shape.path_length if authority else None
        )
        builder = builder.add_extension(constraints, critical=shape.critical_constraints and authority)
    if authority and shape.key_usage:
        builder = builder.add_extension(_certificate_signing(), critical=True)
    if hosts is not None and shape.names and hosts:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([_general_name(h) for h in hosts]), critical=False
        )
    if hosts is not None and shape.usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([shape.usage]), critical=False)
    if shape.permitted:
        permitted = [x509.DNSName(p) for p in shape.permitted]
        builder = builder.add_extension(x509.NameConstraints(permitted, None), critical=True)
    if shape.key_identifiers:
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    return builder.sign(signing_key, shape.digest)


def _certificate_signing() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host.encode("idna").decode() if not host.startswith("*") else host)
