"""Descriptions of certificates, against the ``cryptography`` library; and any bytes at all."""

from __future__ import annotations

import warnings
from contextlib import suppress
from datetime import datetime, timezone
from functools import cache

import certifi
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import example, given, settings
from hypothesis import strategies as st

from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate, UndecodableError, read_certificate
from support.samples import leaf, root

_ATTRIBUTES = (
    x509.NameOID.COMMON_NAME,
    x509.NameOID.ORGANIZATION_NAME,
    x509.NameOID.ORGANIZATIONAL_UNIT_NAME,
    x509.NameOID.LOCALITY_NAME,
)
_NAMES = {x509.NameOID.EMAIL_ADDRESS: "emailAddress", x509.NameOID.SERIAL_NUMBER: "serialNumber"}


@cache
def keys() -> dict[str, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey]:
    return {
        "EC P-256": ec.generate_private_key(ec.SECP256R1()),
        "EC P-384": ec.generate_private_key(ec.SECP384R1()),
        "EC secp256k1": ec.generate_private_key(ec.SECP256K1()),
        "RSA 2048": rsa.generate_private_key(65537, 2048),
        "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    }


def described(der: bytes) -> Certificate:
    certificate = read_certificate(der)
    assert certificate is not None
    return certificate


def assert_agrees(ours: Certificate, theirs: x509.Certificate) -> None:
    assert ours.subject == theirs.subject.rfc4514_string(_NAMES)
    assert ours.issuer == theirs.issuer.rfc4514_string(_NAMES)
    assert ours.not_before == theirs.not_valid_before_utc
    assert ours.not_after == theirs.not_valid_after_utc
    assert ours.self_issued == (theirs.subject == theirs.issuer)
    assert ours.sha256 == theirs.fingerprint(hashes.SHA256()).hex()
    with suppress(x509.ExtensionNotFound):
        assert ours.is_ca == theirs.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_public_roots():
    bundle = read_bundle(certifi.contents().encode())
    with warnings.catch_warnings():
        # Some public roots have serial numbers that RFC 5280 does not allow; that is not the question here.
        warnings.simplefilter("ignore")
        theirs = x509.load_pem_x509_certificates(certifi.contents().encode())
    assert len(bundle.certificates) == len(theirs)
    for ours, other in zip(bundle.certificates, theirs):
        assert_agrees(ours, other)
        assert ours.is_ca


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30
).filter(
    lambda text: len(text.encode()) <= 64
)  # cryptography counts bytes of an attribute, and takes no more.


@example(subject=[(x509.NameOID.COMMON_NAME, " ")], issuer=[], starts=datetime(2000, 1, 1), days=1, is_ca=False,
         key="EC P-256")  # fmt: skip
@given(
    subject=st.lists(st.tuples(st.sampled_from(_ATTRIBUTES), printable), max_size=4),
    issuer=st.lists(st.tuples(st.sampled_from(_ATTRIBUTES), printable), max_size=4),
    starts=st.datetimes(datetime(1950, 1, 1), datetime(2500, 1, 1)),
    days=st.integers(1, 30000),
    is_ca=st.booleans(),
    key=st.sampled_from(["EC P-256", "EC P-384", "EC secp256k1", "Ed25519", "RSA 2048"]),
)
@settings(max_examples=100, deadline=None)
def test_generated_certificates(
    subject: list[tuple[x509.ObjectIdentifier, str]],
    issuer: list[tuple[x509.ObjectIdentifier, str]],
    starts: datetime,
    days: int,
    is_ca: bool,
    key: str,
):
    theirs = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(*pair) for pair in subject]))
        .issuer_name(x509.Name([x509.NameAttribute(*pair) for pair in issuer]))
        .public_key(keys()[key].public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts.replace(microsecond=0))
        .not_valid_after(
            datetime.fromtimestamp(
                starts.replace(tzinfo=timezone.utc).timestamp() + days * 86400, timezone.utc
            ).replace(microsecond=0)
        )
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .sign(keys()["EC P-256"], hashes.SHA256())
    )
    ours = described(theirs.public_bytes(Encoding.DER))
    assert_agrees(ours, theirs)
    assert ours.key == key


def test_a_name_without_common_name_is_called_by_its_organization():
    theirs = _named([(x509.NameOID.ORGANIZATION_NAME, "Corp"), (x509.NameOID.COUNTRY_NAME, "XX")])
    assert theirs.common_name == "Corp"
    assert theirs.subject == "C=XX,O=Corp"


def test_control_characters_never_reach_the_reader():
    theirs = _named([(x509.NameOID.COMMON_NAME, "a\x1b[31m\nb\u202ec")])
    assert theirs.common_name == "a�[31m�b�c"
    assert theirs.subject == r"CN=a\1b[31m\0ab\e2\80\aec"


def _named(attributes: list[tuple[x509.ObjectIdentifier, str]]) -> Certificate:
    name = x509.Name([x509.NameAttribute(*pair) for pair in attributes])
    key = keys()["EC P-256"]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2030, 1, 1))
        .sign(key, hashes.SHA256())
    )
    return described(certificate.public_bytes(Encoding.DER))


def test_trailing_bytes_are_no_part_of_it():
    assert described(root().der + b"more").der == root().der


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x30",
        b"\x30\x00",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x89" + b"\xff" * 9,
        b"\x30\xfe" + b"\xff" * 200,
        b"\x30\x80" * 50_000,
        b"\xa0\x80" * 50_000,
        b"\x30\x82\x01\x00" + b"\x30\x80" * 128,
        root().der[:-1],
        b"\x30\x84\x00\xff\xff\xff" + b"\x04\x00" * 0x7FFF80,
    ],
)
def test_hostile_bytes_are_no_certificate(content: bytes):
    with pytest.raises(UndecodableError):
        read_certificate(content)


@given(changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=4)), min_size=1, max_size=8))
@settings(max_examples=200, deadline=10_000)
def test_mutated_certificates_never_raise_anything_else(changes: list[tuple[int, bytes]]):
    der = leaf().der
    for place, inserted in changes:
        at = place % len(der)
        der = der[:at] + inserted + der[at + len(inserted) :]
    try:
        certificate = read_certificate(der)
    except UndecodableError:
        return
    assert certificate is None or certificate.common_name.isprintable()
