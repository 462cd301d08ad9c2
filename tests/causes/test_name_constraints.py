from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Shape
from support.scenario import run_scenario


def test_the_authority_may_issue_for_another_domain_only(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = Authority("Lab Intermediate", issuer=root, shape=Shape(permitted=["corp.example"]))
    with serving(middle.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "name-constraints", broken_at=0)
    assert "'Lab Intermediate'" in found.explanation
