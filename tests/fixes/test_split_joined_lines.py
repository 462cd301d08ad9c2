"""Missing line ends are put between certificates, and OpenSSL then loads them all."""

from __future__ import annotations

import hashlib
import ssl
from pathlib import Path

import pytest

from piptrust.engine.fix import FixImpossible, build
from piptrust.text.edit import RewriteFile
from support.fixture import applied, changes_of, offers_of, scene
from support.samples import PUBLIC_ROOTS, public_roots, sample

RULE = "ca-bundle-joined-lines"
TEXT = "[global]\ncert = /etc/corp.pem\n"


def repaired(content: bytes) -> bytes:
    before = scene(TEXT, files={"/etc/corp.pem": content})
    written = applied(before, changes_of(before, RULE, "line ends"))
    assert list(written) == ["/etc/corp.pem"]
    return written["/etc/corp.pem"]


def count_loaded(content: bytes, folder: Path) -> int:
    (folder / "ca.pem").write_bytes(content)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(folder / "ca.pem")
    return len(context.get_ca_certs())


def test_one_place(tmp_path: Path):
    content = sample("joined")
    assert repaired(content) == content.replace(b"----------", b"-----\n-----")
    assert count_loaded(repaired(content), tmp_path) == 3


def test_every_place_and_nothing_else(tmp_path: Path):
    roots = [issued.pem.rstrip() for issued in public_roots()]
    comments = "# größte Wurzel\n".encode("latin-1")
    content = comments + b"".join(roots)
    assert repaired(content) == comments + b"\n".join(roots)
    assert count_loaded(repaired(content), tmp_path) == PUBLIC_ROOTS


def test_blanks_between_the_two(tmp_path: Path):
    first, second = (issued.pem for issued in public_roots(2))
    content = first.rstrip() + b" \t" + second
    assert repaired(content) == first.rstrip() + b" \t\n" + second
    assert count_loaded(repaired(content), tmp_path) == 2


def test_the_file_s_own_line_ends(tmp_path: Path):
    content = sample("joined").replace(b"\n", b"\r\n")
    assert repaired(content) == content.replace(b"----------", b"-----\r\n-----")
    assert count_loaded(repaired(content), tmp_path) == 3


def test_it_says_what_it_expects_to_find():
    before = scene(TEXT, files={"/etc/corp.pem": sample("joined")})
    (change,) = changes_of(before, RULE, "line ends")
    assert isinstance(change, RewriteFile)
    assert change.expected_sha256 == hashlib.sha256(sample("joined")).hexdigest()


def test_nothing_is_found_afterwards():
    after = scene(TEXT, files={"/etc/corp.pem": repaired(sample("joined"))})
    assert after.findings() == ()


def test_a_file_that_is_gone_or_repaired():
    before = scene(TEXT, files={"/etc/corp.pem": sample("joined")})
    ((finding, offer),) = offers_of(before, RULE)
    for files, reason in (({}, "cannot be read"), ({"/etc/corp.pem": sample("bundle")}, "no joined lines")):
        now = scene(TEXT, files=files)
        with pytest.raises(FixImpossible, match=reason):
            build(offer, finding, now.view(), now.disk)
