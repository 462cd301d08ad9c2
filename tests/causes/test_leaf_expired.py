from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import DAY, Authority, Shape
from support.scenario import run_scenario


def test_the_servers_certificate_has_ended(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    ended = root.issue("index.test", shape=Shape(valid=(-90 * DAY, -DAY)))
    with serving(ended) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "leaf-expired", broken_at=0)
    assert any("ended on" in evidence.text for evidence in found.evidence)
