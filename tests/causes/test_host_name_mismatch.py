from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["24.0", "26.3"])
def test_the_certificate_is_for_another_name(tmp_path: Path, pip: str):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("other.test", "www.other.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n", pip=pip)
    found = check_cause(played, "host-name-mismatch", broken_at=0)
    assert "'other.test', 'www.other.test'" in found.explanation
