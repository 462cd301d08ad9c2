from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario

_WITHOUT = "import sys; sys.modules['_ssl'] = None\n"


@pytest.mark.parametrize("pip", PIPS)
def test_no_https_without_it(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip, hook=_WITHOUT)
    check_failure(played, "ssl-module-missing", PipError.SSL_MISSING, "_ssl")
