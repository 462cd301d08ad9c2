"""Our verdict on a CA file is OpenSSL's: it loads, nothing is found in it, or the whole file is refused."""

from __future__ import annotations

import base64
import ssl
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.x509.bundle import Loading, read_bundle
from support.samples import leaf, public_roots, root, sample, sample_names

_PIECES = (
    b"-----BEGIN CERTIFICATE-----",
    b"-----END CERTIFICATE-----",
    b"-----BEGIN TRUSTED CERTIFICATE-----",
    b"-----END TRUSTED CERTIFICATE-----",
    b"-----BEGIN X509 CRL-----",
    b"-----END X509 CRL-----",
    b"-----BEGIN DH PARAMETERS-----",
    b"-----END DH PARAMETERS-----",
    b"-----BEGIN ",
    b"-----END ",
    b"-----",
    b"-",
    b"=",
    b"==",
    b"===",
    b"A",
    b"AAAA",
    b"Proc-Type: 4,ENCRYPTED",
    b":",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b" ",
    b"\t",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc3\xa9",
    b"\x0b",
    b"A" * 64,
    b"A" * 254,
    b" " * 254,
    b"#" * 253,
)


def openssl_says(content: bytes, path: Path) -> Loading:
    path.write_bytes(content)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError as error:
        return Loading.NOTHING_FOUND if error.reason == "NO_CERTIFICATE_OR_CRL_FOUND" else Loading.REFUSED
    return Loading.LOADS


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundles") / "ca.pem"


@pytest.mark.parametrize("name", sample_names())
def test_samples(name: str, scratch: Path):
    assert read_bundle(sample(name)).loading is openssl_says(sample(name), scratch)


FIRST, SECOND = (issued.pem for issued in public_roots(2))
LINES = root().pem.splitlines(keepends=True)
KNOWN_CONTENT = {root().der, *(issued.der for issued in public_roots(2))}
BODY = b"".join(LINES[1:-1])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FIRST + b"\n\n\n" + SECOND, Loading.LOADS),
        (FIRST + b"\xef\xbb\xbf" + SECOND, Loading.LOADS),
        (FIRST + b"\n\xef\xbb\xbf" + SECOND, Loading.LOADS),
        (b"x\n\xef\xbb\xbf" + FIRST, Loading.NOTHING_FOUND),
        (b"text" + FIRST, Loading.NOTHING_FOUND),
        (b"text" + FIRST + SECOND, Loading.LOADS),
        (FIRST.replace(b"\n", b"\r"), Loading.NOTHING_FOUND),
        (FIRST.replace(b"\n", b"\\n"), Loading.NOTHING_FOUND),
        (FIRST.replace(b"\n", b" "), Loading.NOTHING_FOUND),
        (FIRST.replace(b"\n", b" \t \n"), Loading.LOADS),
        (FIRST.replace(b"-----END", b" -----END"), Loading.REFUSED),
        (FIRST.replace(b"-----END", b"----END"), Loading.REFUSED),
        (FIRST.replace(b"-----BEGIN", b"----BEGIN"), Loading.NOTHING_FOUND),
        (FIRST.replace(b"-----BEGIN", b"------BEGIN"), Loading.NOTHING_FOUND),
        (FIRST.replace(b"CERTIFICATE-----", b"CERTIFICATE------"), Loading.NOTHING_FOUND),
        (FIRST.replace(b"BEGIN CERTIFICATE-----", b"BEGIN CERTIFICATE------"), Loading.REFUSED),
        (FIRST.replace(b"\n-----END", b"-----END"), Loading.REFUSED),
        (FIRST.replace(b"-----END CERTIFICATE-----\n", b"") + SECOND, Loading.LOADS),
        (FIRST.replace(b"END CERTIFICATE", b"END X509 CERTIFICATE"), Loading.REFUSED),
        (FIRST.replace(b"CERTIFICATE", b"X509 CERTIFICATE"), Loading.LOADS),
        (FIRST.replace(b"CERTIFICATE", b"CERTIFICATE REQUEST"), Loading.NOTHING_FOUND),
        (LINES[0] + b"\n" + BODY + LINES[-1], Loading.LOADS),
        (LINES[0] + b"\n\n" + BODY + LINES[-1], Loading.REFUSED),
        (LINES[0] + LINES[1] + b"\n" + b"".join(LINES[2:]), Loading.REFUSED),
        (LINES[0] + b"Comment: corp\n\n" + BODY + LINES[-1], Loading.REFUSED),
        (LINES[0] + b"Comment: corp\n" + BODY + LINES[-1], Loading.REFUSED),
        (LINES[0] + BODY.replace(b"\n", b"") + b"\n" + LINES[-1], Loading.LOADS),
        (LINES[0] + LINES[-1], Loading.REFUSED),
        (LINES[0] + b"====\n" + LINES[-1], Loading.REFUSED),
        (FIRST + b"\0" + SECOND, Loading.LOADS),
        (b"\0" + FIRST, Loading.NOTHING_FOUND),
        (b"# " + b"#" * 252 + FIRST, Loading.LOADS),
        (b"# " + b"#" * 251 + FIRST, Loading.NOTHING_FOUND),
        (LINES[0] + base64.encodebytes(root().der + b"trailing") + LINES[-1], Loading.LOADS),
        (LINES[0] + base64.encodebytes(root().der[:-1]) + LINES[-1], Loading.REFUSED),
        (LINES[0] + base64.encodebytes(root().der) + LINES[-1] + leaf().key_pem, Loading.LOADS),
        (leaf().encrypted_key_pem + root().pem, Loading.LOADS),
    ],
)
def test_awkward_files(content: bytes, expected: Loading, scratch: Path):
    assert openssl_says(content, scratch) is expected
    assert read_bundle(content).loading is expected


@given(
    start=st.sampled_from(
        [FIRST + SECOND, root().pem, leaf().key_pem + FIRST, FIRST.replace(b"\n", b"\r\n"), b""]
    ),
    changes=st.lists(
        st.tuples(
            st.integers(0, 1 << 16),
            st.integers(0, 70),
            st.one_of(st.sampled_from(_PIECES), st.binary(max_size=3)),
        ),
        max_size=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_mutated_text(start: bytes, changes: list[tuple[int, int, bytes]], scratch: Path):
    content = start
    for place, removed, inserted in changes:
        at = place % (len(content) + 1)
        content = content[:at] + inserted + content[at + removed :]
    bundle, truth = read_bundle(content), openssl_says(content, scratch)
    if all(block.pem.content in KNOWN_CONTENT for block in bundle.blocks if block.seen):
        assert bundle.loading is truth
    elif truth is not Loading.REFUSED:
        # A changed Base64 letter may leave a certificate that only OpenSSL's closer look refuses.
        assert bundle.loading is truth


@given(content=st.lists(st.one_of(st.sampled_from(_PIECES), st.just(BODY)), max_size=30).map(b"".join))
@settings(max_examples=200, deadline=None)
def test_generated_text(content: bytes, scratch: Path):
    assert read_bundle(content).loading is openssl_says(content, scratch)


@given(changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_false_alarm_for_mutated_certificates(changes: list[tuple[int, int]], scratch: Path):
    """OpenSSL also looks into names and keys, so it may refuse more than we do; it must never refuse less."""
    der = bytearray(root().der)
    for place, value in changes:
        der[place % len(der)] = value
    content = LINES[0] + base64.encodebytes(bytes(der)) + LINES[-1]
    if openssl_says(content, scratch) is Loading.LOADS:
        assert read_bundle(content).loading is Loading.LOADS
