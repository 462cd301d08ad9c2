from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_no_machine_of_that_name(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip, missing=(HOST,))
    check_failure(played, "name-not-found", PipError.DNS, "not known")
