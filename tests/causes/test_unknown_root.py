from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["20.3.4", "24.0", "26.3"])
def test_an_authority_that_nobody_knows(tmp_path: Path, pip: str):
    root = Authority("Nobody's Root", organization="Nobody")
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), pip=pip)
    assert check_cause(played, "unknown-root", broken_at=1).undecided


def test_the_unknown_root_is_sent(tmp_path: Path):
    root = Authority("Nobody's Root", organization="Nobody")
    with serving(root.issue("index.test").presenting(root.certificate)) as server:
        played = run_scenario(tmp_path, server.url("index.test"))
    check_cause(played, "unknown-root", broken_at=1)
