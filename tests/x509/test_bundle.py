"""What is said of certificate files."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.x509.bundle import BundleFormat, Loading, read_bundle
from piptrust.x509.pem import Fault
from support.samples import (
    PUBLIC_ROOTS,
    ROOTS_IN_BIG,
    intermediate,
    leaf,
    public_roots,
    root,
    sample,
    sample_names,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("empty", BundleFormat.EMPTY),
        ("blank", BundleFormat.EMPTY),
        ("root", BundleFormat.PEM),
        ("joined", BundleFormat.PEM),
        ("truncated", BundleFormat.PEM),
        ("indented", BundleFormat.PEM),
        ("cert-and-key", BundleFormat.PEM),
        ("key-only", BundleFormat.KEY_ONLY),
        ("encrypted-key", BundleFormat.KEY_ONLY),
        ("der-root", BundleFormat.DER),
        ("pkcs7", BundleFormat.PKCS7),
        ("pkcs7-pem", BundleFormat.PKCS7),
        ("pkcs12", BundleFormat.PKCS12),
        ("utf16-root", BundleFormat.UTF16),
        ("html", BundleFormat.HTML),
        ("garbage", BundleFormat.UNKNOWN),
    ],
)
def test_formats(name: str, expected: BundleFormat):
    assert read_bundle(sample(name)).format is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("der-root", [root().der]),
        ("utf16-root", [root().der]),
        ("indented", [root().der]),
        ("pkcs7", [root().der, intermediate().der]),
        ("pkcs7-pem", [root().der, intermediate().der]),
        ("joined", [issued.der for issued in public_roots(3)]),
        ("truncated", [public_roots(1)[0].der]),
        ("cert-and-key", [leaf().der]),
        ("key-only", []),
        ("pkcs12", []),
    ],
)
def test_certificates_are_found_in_every_format(name: str, expected: list[bytes]):
    assert sorted(c.der for c in read_bundle(sample(name)).certificates) == sorted(expected)


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff", b""])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_bom(bom: bytes, codec: str):
    if bom and (bom == b"\xff\xfe") != (codec == "utf-16-le"):
        bom = bom[::-1]
    bundle = read_bundle(bom + root().pem.decode().encode(codec))
    assert (bundle.format, len(bundle.certificates)) == (BundleFormat.UTF16, 1)


def test_blocks_know_their_bytes():
    content = b"# a\n" + root().pem + b"\r\n" + leaf().key_pem
    first, second = read_bundle(content).blocks
    assert content[first.start : first.end] == root().pem.rstrip(b"\n")
    assert content[second.start : second.end] == leaf().key_pem.rstrip(b"\n")
    assert (first.label, second.label) == ("CERTIFICATE", "PRIVATE KEY")


def test_a_join_is_found_at_the_byte():
    content = sample("joined")
    bundle = read_bundle(content)
    (join,) = bundle.joins
    assert content[:join].endswith(b"-----END CERTIFICATE-----")
    assert content[join:].startswith(b"-----BEGIN CERTIFICATE-----")
    repaired = content[:join] + b"\n" + content[join:]
    assert read_bundle(repaired).loading is Loading.LOADS
    assert len(read_bundle(repaired).certificates) == 3


def test_every_join_is_found():
    content = b"".join(issued.pem.rstrip(b"\n") for issued in public_roots())
    bundle = read_bundle(content)
    assert len(bundle.joins) == PUBLIC_ROOTS - 1
    for join in reversed(bundle.joins):
        content = content[:join] + b"\n" + content[join:]
    assert len(read_bundle(content).certificates) == PUBLIC_ROOTS
    assert read_bundle(content).loading is Loading.LOADS


LINES = root().pem.splitlines(keepends=True)
BODY = b"".join(LINES[1:-1])


@pytest.mark.parametrize(
    ("content", "fault", "at"),
    [
        (LINES[0] + BODY, Fault.NO_END, b""),
        (
            LINES[0] + BODY[:200] + b"\n" + root().pem,
            Fault.NO_END,
            b"-----BEGIN CERTIFICATE-----\n" + LINES[1],
        ),
        (root().pem.replace(b"END CERT", b"END X509 CERT"), Fault.WRONG_END, b"-----END X509"),
        (root().pem.replace(b"\n-----END", b"-----END"), Fault.END_NOT_ALONE, b"-----END"),
        (root().pem.replace(b"E-----\n", b"E----- # corp\n"), Fault.BEGIN_NOT_ALONE, b"-----BEGIN"),
        (b"corp: " + root().pem, Fault.BEGIN_NOT_ALONE, b"-----BEGIN"),
        (root().pem.replace(b"-----BEGIN", b"----BEGIN"), Fault.BEGIN_NOT_ALONE, b"----BEGIN"),
        (sample("indented"), Fault.INDENTED, b"-----BEGIN"),
        (LINES[0] + b"MII*\n" + LINES[-1], Fault.BAD_CHARACTER, b"*\n"),
        (LINES[0] + b"MII=MIIM\n" + LINES[-1], Fault.BAD_CHARACTER, b"=MIIM"),
        (LINES[0] + "MIIé,\n".encode() + LINES[-1], Fault.BAD_CHARACTER, "é".encode()),
        (LINES[0] + b"MIIBI\n" + LINES[-1], Fault.CUT_SHORT, b"\n-----END"),
        (LINES[0] + LINES[1] + b"\n" + b"".join(LINES[2:]), Fault.BLANK_LINE, b"\n" + LINES[2]),
        (LINES[0] + b"Comment: x\n\n" + BODY + LINES[-1], Fault.HEADER, b"\nMII"),
        (LINES[0] + LINES[-1], Fault.NO_CONTENT, b"-----BEGIN"),
    ],
    # Keys are made anew in each process: content makes no stable name.
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_faults_and_their_places(content: bytes, fault: Fault, at: bytes):
    block = read_bundle(content).blocks[0]
    assert block.pem.fault is fault
    assert block.error == fault.value
    place = block.pem.fault_offset
    assert content[place:].startswith(at), content[place : place + 40]
    assert at or place == len(content.rstrip())


def test_keys_and_their_encryption():
    assert not read_bundle(root().pem).has_key
    assert read_bundle(sample("cert-and-key")).has_key
    assert not read_bundle(sample("cert-and-key")).encrypted_key
    assert read_bundle(sample("cert-and-encrypted-key")).encrypted_key
    traditional = (
        b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
        b"-----END RSA PRIVATE KEY-----\n"
    )
    assert read_bundle(traditional).encrypted_key


def test_a_large_bundle_is_scanned_before_it_is_decoded():
    content = sample("big")
    began = time.perf_counter()
    bundle = read_bundle(content)
    scanned = time.perf_counter() - began
    assert len(bundle.certificates) == ROOTS_IN_BIG
    decoded = time.perf_counter() - began - scanned
    assert scanned < decoded


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 1_000_000,
        b"-----BEGIN CERTIFICATE-----\n" * 40_000,
        b"-----BEGIN CERTIFICATE-----" * 40_000,
        b"-----END CERTIFICATE----------BEGIN CERTIFICATE-----\n" * 20_000,
        b"-----BEGIN A-----\n-----END A----------BEGIN A-----\n" * 20_000,
        b" -----BEGIN CERTIFICATE-----\n" * 40_000,
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" * 20_000,
        b"-" * 1_000_000,
        b"\x30\x80" * 500_000,
        b"<!--" * 300_000,
    ],
    ids=range(10),
)
def test_a_million_hostile_bytes_take_seconds_at_most(content: bytes):
    began = time.perf_counter()
    bundle = read_bundle(content)
    assert bundle.certificates == ()
    assert bundle.loading is not Loading.LOADS
    assert time.perf_counter() - began < 10


@given(
    content=st.binary(max_size=400)
    | st.tuples(st.sampled_from(sample_names()), st.integers(0, 3000), st.binary(max_size=9)).map(
        lambda t: sample(t[0])[: t[1]] + t[2] + sample(t[0])[t[1] :]
    )
)
@settings(max_examples=200, deadline=10_000)
def test_any_bytes_are_read(content: bytes):
    bundle = read_bundle(content)
    assert bundle.size == len(content)
    for block in bundle.blocks:
        assert 0 <= block.start <= block.end
        assert block.error is None or not block.error.endswith(".")
    assert all(certificate.der for certificate in bundle.certificates)
    assert bundle.loading in Loading
