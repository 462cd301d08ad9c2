from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["24.0", "26.3"])
def test_the_variable_beats_the_setting(tmp_path: Path, pip: str):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    (tmp_path / "other.pem").write_bytes(Authority("Other Root").pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(
            tmp_path,
            server.url("index.test"),
            config="cert = root.pem\n",
            variables={"REQUESTS_CA_BUNDLE": str(tmp_path / "other.pem")},
            pip=pip,
        )
    found = check_cause(played, "environment-bundle-wins", broken_at=1)
    assert "Unset REQUESTS_CA_BUNDLE" in found.explanation
