from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


@pytest.mark.parametrize("root_sent", [False, True])
def test_the_root_in_the_bundle_has_another_key(tmp_path: Path, root_sent: bool):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    rotated = Authority("Lab Root")
    credential = rotated.issue("index.test")
    if root_sent:
        credential = credential.presenting(rotated.certificate)
    with serving(credential) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "anchor-replaced", broken_at=1)
