from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


def test_a_current_list_holds_a_root_that_pips_own_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "root.pem"))
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), pip="22.3.1")
    check_cause(played, "outdated-bundle", broken_at=1)
