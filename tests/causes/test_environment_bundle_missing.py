from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_variable_beats_a_setting_that_would_work(variable: str, pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(
            tmp_path,
            server.url(HOST),
            config=trusting(tmp_path),
            variables={variable: "/nowhere/ca.pem"},
            pip=pip,
        )
    found = check_failure(played, "environment-bundle-missing", PipError.CA_FILE, "/nowhere/ca.pem")
    assert found.explanation.startswith(f"pip ends at the first https address, because {variable} names")
