from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, pem
from support.scenario import run_scenario


def test_the_bundle_holds_the_intermediate_only(tmp_path: Path):
    middle = Authority("Lab Intermediate", issuer=Authority("Lab Root"))
    (tmp_path / "root.pem").write_bytes(middle.pem)
    with serving(middle.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "intermediate-as-anchor", broken_at=2)


def test_the_bundle_holds_the_servers_own_certificate(tmp_path: Path):
    credential = Authority("Lab Root").issue("index.test")
    (tmp_path / "root.pem").write_bytes(pem(credential.certificate))
    with serving(credential) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "intermediate-as-anchor", broken_at=1)
