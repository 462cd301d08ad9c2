from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, rsa_key
from support.scenario import run_scenario


def test_the_servers_key_is_too_short(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test", key=rsa_key(1024))) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "weak-key", broken_at=0)
    assert "RSA 1024" in found.explanation
