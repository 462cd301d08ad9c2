from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import DAY, Authority, Shape
from support.scenario import run_scenario


def test_the_intermediate_has_ended(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = Authority("Lab Intermediate", issuer=root, shape=Shape(valid=(-90 * DAY, -DAY)))
    with serving(middle.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "intermediate-expired", broken_at=1)
