from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving, system_store_at
from support.lab.authority import Authority
from support.scenario import run_scenario


def test_an_old_pip_does_not_ask_the_system(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(
            tmp_path, server.url("index.test"), pip="24.0", hook=system_store_at(tmp_path / "root.pem")
        )
    found = check_cause(played, "system-store-not-read", broken_at=1)
    assert "24.2" in found.explanation


def test_legacy_certs_keeps_a_new_pip_from_asking(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(
            tmp_path,
            server.url("index.test"),
            config="use-deprecated = legacy-certs\n",
            hook=system_store_at(tmp_path / "root.pem"),
        )
    assert "legacy-certs" in check_cause(played, "system-store-not-read", broken_at=1).explanation
