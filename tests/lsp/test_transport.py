"""Bytes become messages however they are cut."""

from __future__ import annotations

import asyncio
import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsp.editor import environment
from piptrust.lsp.transport import split_messages


@given(st.lists(st.binary(max_size=30), max_size=5), st.integers(1, 20))
def test_pieces_of_any_size_give_the_same_messages(bodies, size):
    data = b"".join(b"Content-Type: x\r\nContent-Length: %d\r\n\r\n" % len(b) + b for b in bodies)
    buffer, found = bytearray(), []
    for start in range(0, len(data), size):
        buffer += data[start : start + size]
        found += split_messages(buffer)
    assert found == bodies
    assert not buffer


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"CONTENT-length:2\n\nab", [b"ab"]),
        (b"X: 1\r\n\r\nContent-Length: 1\r\n\r\na", [b"a"]),
        (b"Content-Length: -1\r\n\r\nContent-Length: 1\r\n\r\na", [b"a"]),
        (b"Content-Length: 5\r\n\r\nabc", []),
        (b"\x00" * 100_000, []),
    ],
)
def test_odd_headers(data, expected):
    buffer = bytearray(data)
    assert list(split_messages(buffer)) == expected
    assert len(buffer) < 100


async def test_tcp_serves_one_client_on_loopback(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "piptrust",
        "lsp",
        "--tcp",
        "0",
        stderr=-1,
        env=environment(tmp_path),
    )
    assert process.stderr is not None
    line = (await asyncio.wait_for(process.stderr.readline(), 30)).decode()
    port = int(re.search(r"127\.0\.0\.1:(\d+)", line).group(1))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    params = {"capabilities": {}, "processId": None, "rootUri": None}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).encode()
    writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert b'"serverInfo"' in await asyncio.wait_for(reader.read(65_536), 30)
    writer.close()
    await writer.wait_closed()
    assert await asyncio.wait_for(process.wait(), 30) == 1
    await process.communicate()
