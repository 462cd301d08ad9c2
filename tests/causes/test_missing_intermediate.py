from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.lab.server import Response
from support.scenario import run_scenario


def test_the_server_sends_only_its_own(tmp_path: Path):
    root = Authority("Lab Root", organization="Corp")
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = Authority("Lab Intermediate", issuer=root, organization="Corp")
    with serving(middle.issue("index.test").presenting()) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "missing-intermediate", broken_at=1)
    assert any("'Corp'" in evidence.text for evidence in found.evidence)


def test_another_server_sends_it(tmp_path: Path):
    root = Authority("Lab Root", organization="One Name")
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = Authority("Lab Intermediate", issuer=root, organization="Another")
    with (
        serving(middle.issue("index.test").presenting()) as server,
        serving(middle.issue("extra.test"), lambda _path, _headers: Response("404 Not Found")) as whole,
    ):
        config = f"cert = root.pem\nextra-index-url = {whole.url('extra.test')}\n"
        played = run_scenario(tmp_path, server.url("index.test"), config=config)
    found = check_cause(played, "missing-intermediate", broken_at=1)
    assert any("another server sends" in evidence.text for evidence in found.evidence)
