from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_the_setting_is_named(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config="cert = /nowhere/ca.pem\n", pip=pip)
    found = check_failure(played, "bundle-missing", PipError.CA_FILE, "/nowhere/ca.pem")
    assert "pip.conf" in found.explanation


def test_a_variable_of_pips_own(tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), variables={"PIP_CERT": "/nowhere/ca.pem"})
    assert "PIP_CERT" in check_failure(played, "bundle-missing", PipError.CA_FILE).explanation
