from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


def test_the_index_is_addressed_by_number(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("127.0.0.1"), config="cert = root.pem\n")
    check_cause(played, "ip-not-in-certificate", broken_at=0)
