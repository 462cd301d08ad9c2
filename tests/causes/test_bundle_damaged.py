from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, lab_root
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_one_bad_block_is_enough(pip: str, tmp_path: Path):
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(lab_root().pem + lab_root().pem[:300])
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=f"cert = {bundle}\n", pip=pip)
    assert str(bundle) in check_failure(played, "bundle-damaged", PipError.CA_FILE, "PEM lib").explanation
