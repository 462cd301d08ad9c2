from __future__ import annotations

from contextlib import closing
from pathlib import Path

from piptrust.probe.report import PipError
from support.failing import HOST, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


def test_the_server_says_nothing(tmp_path: Path):
    with closing(LabServer(good(), fault="hang")) as server:
        played = run_scenario(
            tmp_path,
            server.url(HOST),
            config=trusting(tmp_path),
            arguments=["--retries", "1", "--timeout", "0.5"],
        )
    check_failure(played, "handshake-timed-out", PipError.TIMEOUT, "did not finish the handshake")
