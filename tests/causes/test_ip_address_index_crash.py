from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import check_failure, lab_root, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["24.2", "25.3"])
def test_these_releases_crash(pip: str, tmp_path: Path):
    with closing(LabServer(lab_root().issue("127.0.0.1"))) as server:
        played = run_scenario(tmp_path, server.url("127.0.0.1"), config=trusting(tmp_path), pip=pip)
    found = check_failure(played, "ip-address-index-crash", PipError.CONFIG, "requires server_hostname")
    assert found.explanation.startswith(f"pip {pip} ends with a traceback")


@pytest.mark.parametrize("pip", ["22.3.1", "26.3"])
def test_others_do_not(pip: str, tmp_path: Path):
    with closing(LabServer(lab_root().issue("127.0.0.1"))) as server:
        played = run_scenario(tmp_path, server.url("127.0.0.1"), config=trusting(tmp_path), pip=pip)
    assert not played.pip.failed
    assert played.report.all_verified
