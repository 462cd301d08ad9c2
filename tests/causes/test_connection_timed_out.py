from __future__ import annotations

from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, trusting
from support.scenario import run_scenario

# A firewall that drops packets: nothing on loopback does that.
_DROPPED = """
import socket
_connect = socket.socket.connect
def _to(self, address):
    if address[1] == 4:
        raise socket.timeout("timed out")
    return _connect(self, address)
socket.socket.connect = _to
"""


@pytest.mark.parametrize("pip", PIPS)
def test_what_is_sent_is_dropped(pip: str, tmp_path: Path):
    url = f"https://{HOST}:4/simple/"
    played = run_scenario(tmp_path, url, config=trusting(tmp_path), pip=pip, hook=_DROPPED)
    check_failure(played, "connection-timed-out", PipError.TIMEOUT, "no connection within")
