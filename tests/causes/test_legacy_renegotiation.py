from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario

# A ServerHello of TLS 1.2 without extensions (RFC 5246, section 7.4.1.3), so without RFC 5746's.
_BODY = b"\x03\x03" + bytes(32) + b"\x00" + b"\xc0\x2f" + b"\x00"
_HELLO = (
    b"\x16\x03\x03" + (len(_BODY) + 4).to_bytes(2, "big") + b"\x02" + len(_BODY).to_bytes(3, "big") + _BODY
)


class _OldDevice(LabServer):
    def converse(self, connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(_HELLO)
        connection.recv(4096)


@pytest.mark.parametrize("pip", PIPS)
def test_openssl_3_ends_the_handshake(pip: str, tmp_path: Path):
    with closing(_OldDevice(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "legacy-renegotiation", PipError.TLS, "unsafe legacy renegotiation")
