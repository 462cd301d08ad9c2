from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import DAY, Authority, Shape
from support.scenario import run_scenario


def test_the_root_begins_tomorrow(tmp_path: Path):
    root = Authority("Lab Root", shape=Shape(valid=(DAY, 365 * DAY)))
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "not-yet-valid", broken_at=1)
