from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_nobody_listens_where_the_proxy_should_be(pip: str, tmp_path: Path):
    config = trusting(tmp_path) + "proxy = http://127.0.0.1:1\n"
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    found = check_failure(played, "proxy-unreachable", PipError.PROXY, "refused")
    assert "http://127.0.0.1:1 (set by " in found.explanation
