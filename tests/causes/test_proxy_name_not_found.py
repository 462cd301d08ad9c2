from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_the_proxys_name_does_not_resolve(pip: str, tmp_path: Path):
    config = trusting(tmp_path) + "proxy = http://gone.test:3128\n"
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip, missing=("gone.test",))
    check_failure(played, "proxy-name-not-found", PipError.PROXY, "not known")
