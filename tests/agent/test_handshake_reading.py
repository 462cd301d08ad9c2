"""The agent's readers of what servers send: no bytes make them fail or go on for ever."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piptrust.agent import agent as untyped

agent: Any = untyped
assert isinstance(untyped, ModuleType)
agent._import_network()


class Wire:
    """A connection that gives what it was given, in pieces of the sizes asked for, and then its end."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces: list[bytes] = [piece for piece in pieces if piece]

    def settimeout(self, _seconds: float) -> None:
        pass

    def recv(self, size: int) -> bytes:
        if not self.pieces:
            return b""
        piece = self.pieces.pop(0)
        if len(piece) > size:
            self.pieces.insert(0, piece[size:])
        return piece[:size]


def in_clear(*pieces: bytes) -> tuple[list[bytes], bool, bool]:
    return agent._certificates_in_clear(Wire(*pieces), agent._Deadline(5))


def message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + struct.pack("!I", len(body))[1:] + body


def record(content: bytes, kind: int = 22) -> bytes:
    return bytes([kind]) + b"\x03\x03" + struct.pack("!H", len(content)) + content


def listing(certificates: Sequence[bytes]) -> bytes:
    entries = b"".join(struct.pack("!I", len(c))[1:] + c for c in certificates)
    return struct.pack("!I", len(entries))[1:] + entries


CERTIFICATES = st.lists(st.binary(min_size=1, max_size=300), max_size=6)
DONE = message(14, b"")


@given(CERTIFICATES, st.booleans(), st.lists(st.integers(1, 400), max_size=20))
def test_certificates_come_out_however_records_cut_them(
    certificates: list[bytes], asks: bool, cuts: list[int]
):
    flight = message(2, b"\0" * 40) + message(11, listing(certificates))
    flight += (message(13, b"\1\1") if asks else b"") + DONE
    records = b""
    for cut in cuts:
        records += record(flight[:cut]) if flight[:cut] else b""
        flight = flight[cut:]
    records += record(flight) if flight else b""
    assert in_clear(records) == (certificates, asks, False)


@given(st.binary(max_size=2000), st.lists(st.binary(max_size=100), max_size=20))
def test_any_bytes_after_a_hello(start: bytes, pieces: list[bytes]):
    chain, _, _ = in_clear(start, *pieces)
    assert all(chain)


@given(st.binary(max_size=500), st.integers(0, 255))
def test_any_message_in_good_records(body: bytes, kind: int):
    chain, wanted, in_http = in_clear(record(message(kind, body)) + record(DONE))
    assert not in_http
    assert wanted is (kind == 13)
    assert not chain or kind == 11


@pytest.mark.parametrize(
    ("sent", "in_http"),
    [(b"HTTP/1.1 400 Bad Request\r\n\r\n", True), (b"HTTP", False), (b"SSH-2.0-x", False), (b"", False)],
)
def test_plain_http_is_known_by_its_first_bytes(sent: bytes, in_http: bool):
    assert in_clear(sent) == ([], False, in_http)


def test_a_flight_without_end_is_cut_off():
    class Endless(Wire):
        def recv(self, size: int) -> bytes:
            self.given = getattr(self, "given", 0) + size
            return (record(b"\x02" * 1000) * 20)[:size] if size == 5 else b"\x02" * size

    wire = Endless()
    agent._certificates_in_clear(wire, agent._Deadline(5))
    assert wire.given < 400_000


def test_records_of_nothing_end_the_reading():
    class Empty(Wire):
        count = 0

        def recv(self, size: int) -> bytes:
            self.count += 1
            return record(b"")[:size]

    wire = Empty()
    agent._certificates_in_clear(wire, agent._Deadline(5))
    assert wire.count < 5


@given(st.binary(max_size=300))
def test_split_certificates_takes_any_message(content: bytes):
    found: list[bytes] = agent._split_certificates(b"\0\0\0" + content)
    assert sum(len(c) + 3 for c in found) <= len(content)


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_heads_end_at_the_empty_line_and_lose_nothing(pieces: list[bytes]):
    head, rest = agent._read_head(Wire(*pieces), agent._Deadline(5))
    sent = b"".join(pieces)
    if b"\r\n\r\n" in sent:
        assert sent.startswith(head.encode("latin-1") + b"\r\n\r\n" + rest)
    else:
        assert (head.encode("latin-1"), rest) == (sent, b"")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("HTTP/1.1 200 OK\r\nA: b", (200, "OK")),
        ("HTTP/1.0 407 Proxy Authentication Required", (407, "Proxy Authentication Required")),
        ("HTTP/1.1 200", (200, "")),
        ("HTTP/1.1 \u00b2\u00b2\u00b2 OK", (None, "")),
        ("HTTP/1.1 20000000000000000000000000 OK", (None, "")),
        ("SSH-2.0-x", (None, "")),
        ("", (None, "")),
    ],
)
def test_status_lines(head: str, expected: tuple[int | None, str]):
    assert agent._status_line(head) == expected


@given(
    st.binary(max_size=400),
    st.sampled_from([{}, {"content-length": "9" * 5000}, {"content-length": "\u00b2"}]),
)
def test_any_body(content: bytes, headers: dict[str, str]):
    assert agent._read_body(Wire(content), b"", headers, agent._Deadline(5)) == (content, True)


LINKS = st.text(alphabet="htps:/[]@?#.\\%\"'<> =ae1\u00e9\u2100", max_size=60)


@given(st.lists(LINKS, max_size=30), st.sampled_from(["href='%s'", 'href = "%s"', '"url": "%s"', "%s"]))
def test_origins_of_links_name_no_user(links: list[str], form: str):
    body = " ".join(form % link for link in links)
    found: list[str] = agent._link_origins(body, "https://index.test/simple/a/")
    assert len(found) <= 20
    for origin in found:
        assert "://" in origin
        assert "@" not in origin


def test_origins_of_links():
    body = """<a href="../../packages/a.whl#sha256=1"> <a href='https://FILES.test/a'>
        <a href="//cdn.test:8443/b"> <a href="https://u:p@files.test/c"> <a href="http://[broken/d">
        {"url": "https:\\/\\/json.test\\/e"} <a href="https://index.test/f">"""
    found = agent._link_origins(body, "https://index.test/simple/a/")
    assert found == ["https://files.test", "https://cdn.test:8443", "https://json.test"]


def test_origins_of_a_huge_page_are_found_in_time():
    body = "href" + " " * 100_000 + "<a href='x'>" * 50_000 + "href='https://files.test/a'"
    assert agent._link_origins(body, "https://index.test/") == ["https://files.test"]


@given(st.text(max_size=40))
def test_any_address_is_read_or_refused_without_repeating_it(text: str):
    secret = "s3cr3t-word"
    refused = ""
    host, port = "", 0
    try:
        _, host, port = agent._split_url(f"http://user:{secret}@{text}")
    except agent._Failure as failure:
        refused = str(failure)
    assert secret not in refused
    assert 0 <= port <= 65535
    host.encode("ascii")
    assert not any(c in host for c in "\r\n ")


@given(st.text(max_size=40))
def test_what_is_asked_for_fits_one_line(path: str):
    quoted: str = agent._quote_path("https://index.test/" + path)
    assert quoted.isascii()
    assert not any(c.isspace() or not c.isprintable() for c in quoted)
