from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Shape
from support.pips import interpreters
from support.scenario import run_scenario

STRICT = [p for p in interpreters() if p.version >= (3, 13)]
CONFIG = "cert = root.pem\nuse-deprecated = legacy-certs\n"


@pytest.mark.skipif(not STRICT, reason="needs a Python 3.13 or later")
@pytest.mark.parametrize(
    ("root_shape", "leaf_shape", "broken_at"),
    [
        (Shape(), Shape(key_identifiers=False), 0),
        (Shape(critical_constraints=False), Shape(), 1),
        (Shape(key_usage=False), Shape(), 1),
    ],
    ids=["no authority key", "constraints not critical", "no key usage"],
)
def test_rules_that_only_strict_checks_enforce(
    tmp_path: Path, root_shape: Shape, leaf_shape: Shape, broken_at: int
):
    root = Authority("Lab Root", shape=root_shape)
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test", shape=leaf_shape)) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config=CONFIG, python=STRICT[-1])
    check_cause(played, "strict-checks", broken_at=broken_at)
