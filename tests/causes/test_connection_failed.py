from __future__ import annotations

from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, trusting
from support.scenario import run_scenario

# A machine without a way there: loopback always has one.
_UNREACHABLE = """
import socket
_connect = socket.socket.connect
def _to(self, address):
    if address[1] == 4:
        raise OSError(101, "Network is unreachable")
    return _connect(self, address)
socket.socket.connect = _to
"""


@pytest.mark.parametrize("pip", PIPS)
def test_there_is_no_way(pip: str, tmp_path: Path):
    url = f"https://{HOST}:4/simple/"
    played = run_scenario(tmp_path, url, config=trusting(tmp_path), pip=pip, hook=_UNREACHABLE)
    check_failure(played, "connection-failed", PipError.CONNECTION, "unreachable")
