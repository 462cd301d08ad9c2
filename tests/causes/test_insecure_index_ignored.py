from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_an_index_over_plain_http(pip: str, tmp_path: Path):
    with closing(LabServer(None)) as server:
        played = run_scenario(tmp_path, server.url(HOST), pip=pip)
    check_failure(played, "insecure-index-ignored", PipError.HTTP, f"http://{HOST}")
