from __future__ import annotations

from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, trusting
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_nobody_listens(pip: str, tmp_path: Path):
    played = run_scenario(tmp_path, f"https://{HOST}:1/simple/", config=trusting(tmp_path), pip=pip)
    check_failure(played, "connection-refused", PipError.CONNECTION, "refused")
