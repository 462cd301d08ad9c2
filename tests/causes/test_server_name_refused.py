from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_the_server_does_not_serve_it(pip: str, tmp_path: Path):
    with closing(LabServer(good(), refuse_name=True)) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "server-name-refused", PipError.TLS, "unrecognized name")
