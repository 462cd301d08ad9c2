from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Shape
from support.scenario import run_scenario


def test_legacy_certs_no_longer_look_at_the_common_name(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test", shape=Shape(names=False))) as server:
        config = "cert = root.pem\nuse-deprecated = legacy-certs\n"
        played = run_scenario(tmp_path, server.url("index.test"), config=config)
    check_cause(played, "name-only-in-common-name", broken_at=0, beside={"host-name-mismatch"})
