"""Certificate files by name: what people really point pip at, good and bad.

Doc pages and tests ask for ``file:/etc/corp.pem=<name>``; :func:`sample` gives the bytes. Names and dates are
fixed, keys are made once per session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import NameOID

# The fixture's TODAY; written again because the fixture's tests use these samples.
TODAY = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
PASSWORD = b"a password"
PUBLIC_ROOTS = 12
ROOTS_IN_BIG = 150


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def key_pem(self) -> bytes:
        return self._key_pem(serialization.NoEncryption())

    @property
    def encrypted_key_pem(self) -> bytes:
        return self._key_pem(serialization.BestAvailableEncryption(PASSWORD))

    def _key_pem(self, encryption: serialization.KeySerializationEncryption) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
        )


def sample(name: str) -> bytes:
    """The content of the sample file ``name``.

    Raises:
        KeyError: there is no such sample; the message lists those that exist.
    """
    if name not in _SAMPLES:
        raise KeyError(f"no sample {name!r}; there are: {', '.join(sorted(_SAMPLES))}")
    return _content(name)


def sample_names() -> tuple[str, ...]:
    return tuple(_SAMPLES)


@cache
def authority(
    common_name: str,
    organization: str = "Corp Example",
    not_before: datetime = TODAY - timedelta(days=1000),
    not_after: datetime = TODAY + timedelta(days=3650),
) -> Issued:
    """A root, the same one for the same arguments."""
    return _issue(common_name, organization, not_before, not_after, issuer=None, is_ca=True)


@cache
def intermediate() -> Issued:
    return _issue(
        "Corp Issuing CA 1", "Corp Example", *_usual(), issuer=authority("Corp Root CA"), is_ca=True
    )


@cache
def leaf() -> Issued:
    return _issue("packages.corp.example", "Corp Example", *_usual(), issuer=intermediate(), is_ca=False)


@cache
def self_signed_leaf() -> Issued:
    return _issue("packages.corp.example", "Corp Example", *_usual(), issuer=None, is_ca=False)


def public_roots(count: int = PUBLIC_ROOTS) -> list[Issued]:
    return [
        authority(f"Public Example Root {number}", f"Trust Service {number}")
        for number in range(1, count + 1)
    ]


def expired_root() -> Issued:
    return authority(
        "Corp Old Root CA", "Corp Example", TODAY - timedelta(days=4000), TODAY - timedelta(days=31)
    )


def expiring_root() -> Issued:
    return authority(
        "Corp Leaving Root CA", "Corp Example", TODAY - timedelta(days=3630), TODAY + timedelta(days=20)
    )


def future_root() -> Issued:
    return authority(
        "Corp New Root CA", "Corp Example", TODAY + timedelta(days=5), TODAY + timedelta(days=3650)
    )


def root() -> Issued:
    return authority("Corp Root CA")


@cache
def _content(name: str) -> bytes:
    return _SAMPLES[name]()


def _usual() -> tuple[datetime, datetime]:
    return TODAY - timedelta(days=100), TODAY + timedelta(days=300)


def _issue(
    common_name: str,
    organization: str,
    not_before: datetime,
    not_after: datetime,
    *,
    issuer: Issued | None,
    is_ca: bool,
) -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "XX"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
    signer = issuer.key if issuer is not None else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer is not None else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .add_extension(_key_usage(is_ca=is_ca), critical=True)
    )
    if not is_ca:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(common_name)]), critical=False
        )
    return Issued(builder.sign(signer, hashes.SHA256()), key)


def _key_usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )


def _joined() -> bytes:
    first, second, third = (issued.pem for issued in public_roots(3))
    return first.rstrip(b"\n") + second + third


def _truncated() -> bytes:
    first, second = (issued.pem for issued in public_roots(2))
    return first + second[: len(second) // 2]


def _bad_base64() -> bytes:
    lines = root().pem.splitlines(keepends=True)
    lines[2] = b"*" + lines[2][1:]
    return b"".join(lines)


def _indented() -> bytes:
    return b"".join(b"    " + line for line in root().pem.splitlines(keepends=True))


def _certificates(*issued: Issued) -> list[x509.Certificate]:
    return [i.certificate for i in issued]


def _pkcs12() -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"corp",
        leaf().key,
        leaf().certificate,
        _certificates(root()),
        serialization.BestAvailableEncryption(PASSWORD),
    )


_SAMPLES: dict[str, Callable[[], bytes]] = {
    # Bundles that load.
    "root": lambda: root().pem,
    "private-root": lambda: root().pem,
    "two-roots": lambda: root().pem + authority("Corp Second Root CA").pem,
    "bundle": lambda: b"".join(issued.pem for issued in public_roots()),
    "bundle-and-root": lambda: b"".join(issued.pem for issued in public_roots()) + root().pem,
    "bundle-and-expired-root": lambda: b"".join(i.pem for i in public_roots()) + expired_root().pem,
    "big": lambda: b"".join(issued.pem for issued in public_roots(ROOTS_IN_BIG)),
    "commented-root": lambda: b"# Corp Root CA\nSubject: corp\n\n" + root().pem + b"\nthe end\n",
    "crlf-root": lambda: root().pem.replace(b"\n", b"\r\n"),
    "utf8-bom-root": lambda: b"\xef\xbb\xbf" + root().pem,
    "trusted-root": lambda: root().pem.replace(b" CERTIFICATE", b" TRUSTED CERTIFICATE"),
    "expired-root": lambda: expired_root().pem,
    "expiring-root": lambda: expiring_root().pem,
    "future-root": lambda: future_root().pem,
    "root-and-intermediate": lambda: root().pem + intermediate().pem,
    "cert-and-key": lambda: leaf().pem + leaf().key_pem,
    # Load, and help nobody.
    "intermediate": lambda: intermediate().pem,
    "leaf": lambda: leaf().pem,
    "self-signed-leaf": lambda: self_signed_leaf().pem,
    # Hold certificates that OpenSSL does not find.
    "der-root": lambda: root().der,
    "utf16-root": lambda: b"\xff\xfe" + root().pem.decode().replace("\n", "\r\n").encode("utf-16-le"),
    "pkcs7": lambda: pkcs7.serialize_certificates(
        _certificates(root(), intermediate()), serialization.Encoding.DER
    ),
    "pkcs7-pem": lambda: pkcs7.serialize_certificates(
        _certificates(root(), intermediate()), serialization.Encoding.PEM
    ),
    "pkcs12": _pkcs12,
    "indented": _indented,
    # Hold none.
    "empty": lambda: b"",
    "blank": lambda: b"\n  \n",
    "html": lambda: (
        b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n"
    ),
    "garbage": lambda: b"not a certificate at all\n\x01\x02\x03",
    "key-only": lambda: leaf().key_pem,
    "encrypted-key": lambda: leaf().encrypted_key_pem,
    "cert-and-encrypted-key": lambda: leaf().pem + leaf().encrypted_key_pem,
    # Refused as a whole.
    "joined": _joined,
    "truncated": _truncated,
    "bad-base64": _bad_base64,
    "not-der": lambda: b"-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n",
}
