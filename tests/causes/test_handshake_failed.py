from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario

# A fatal alert "internal error" (RFC 5246, section 7.2).
_ALERT = b"\x15\x03\x03\x00\x02\x02\x50"


class _Broken(LabServer):
    def converse(self, connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(_ALERT)
        connection.recv(4096)


@pytest.mark.parametrize("pip", PIPS)
def test_an_alert_that_tells_nothing(pip: str, tmp_path: Path):
    with closing(_Broken(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "handshake-failed", PipError.TLS, "internal error")
