from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Credential
from support.lab.resign import with_wrong_signature
from support.scenario import run_scenario


def test_the_signature_does_not_fit(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    proper = root.issue("index.test")
    with serving(Credential(with_wrong_signature(proper.certificate), proper.key)) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "bad-signature", broken_at=0)
