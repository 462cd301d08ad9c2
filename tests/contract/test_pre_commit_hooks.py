from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piptrust.parse.kind import kind_of

_HOOKS = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
_PATTERNS = re.findall(r"^  files: (.+)$", _HOOKS, re.MULTILINE)
_PIECES = st.sampled_from(
    [
        "pip",
        ".conf",
        ".ini",
        "requirements",
        "constraints",
        ".txt",
        ".in",
        "/",
        "-",
        "dev",
        "Requirements",
        "PIP",
        ".TXT",
        "x",
    ]
)


def test_both_hooks_take_the_same_files():
    assert len(_PATTERNS) == 2
    assert len(set(_PATTERNS)) == 1


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("pip.conf", True),
        ("docker/pip.ini", True),
        ("Docker/PIP.INI", True),
        ("pip.conf.bak", False),
        ("my-pip.conf", False),
        ("requirements.txt", True),
        ("requirements-dev.in", True),
        ("dev-requirements.txt", True),
        ("requirements/base.txt", True),
        ("a/requirements/base.in", True),
        ("requirements/deep/base.txt", False),
        ("my-requirements/base.txt", False),
        ("constraints.txt", True),
        ("my-constraints.txt", False),
        ("notes.txt", False),
    ],
)
def test_the_hooks_and_the_readers_take_the_same_files(path: str, taken: bool):
    assert (kind_of(path) is not None) is taken
    assert bool(re.search(_PATTERNS[0], path)) is taken


@given(st.lists(_PIECES, min_size=1, max_size=6))
def test_they_agree_on_any_path(pieces: list[str]):
    path = "".join(pieces).lstrip("/")
    assert bool(re.search(_PATTERNS[0], path)) == (kind_of(path) is not None), path
