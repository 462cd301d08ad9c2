from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Shape
from support.scenario import run_scenario


def test_an_authority_below_one_that_allows_none(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    last = Authority("Lab Last", issuer=root, shape=Shape(path_length=0))
    further = Authority("Lab Further", issuer=last)
    with serving(further.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "path-too-long", broken_at=2)
