from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_it_is_closed(pip: str, tmp_path: Path):
    with closing(LabServer(good(), fault="close-after-hello")) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "connection-cut-in-handshake", PipError.TLS, "EOF occurred")


@pytest.mark.parametrize("pip", PIPS)
def test_it_is_reset(pip: str, tmp_path: Path):
    with closing(LabServer(good(), fault="reset")) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "connection-cut-in-handshake", PipError.CONNECTION, "reset by peer")
