"""The short way for plain requirements gives what packaging gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piptrust.parse import requirement_check
from piptrust.parse.requirement_check import Verdict, check_requirement

_PIECES = st.sampled_from(
    [
        "a",
        "B",
        "0",
        "1",
        "-",
        "_",
        ".",
        " ",
        "==",
        ">=",
        "!=",
        "<",
        ">",
        "=",
        "~=",
        ",",
        "zip",
        ".zip",
        "\u0661",
        "\n",
        "x" * 30,
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from([None, (20, 3, 4), (23, 1), (25, 0)]))
def test_both_ways_agree(text: str, pip_version: tuple[int, ...] | None):
    assert check_requirement(text, pip_version) == requirement_check._check(text, pip_version)


@pytest.mark.parametrize(
    "text", ["requests", "requests==2.32.0", "a >= 1, < 2", "zope-interface!=1", "a_b>0"]
)
def test_plain_ones_take_it(text: str, monkeypatch: pytest.MonkeyPatch):
    def never(*_: object) -> Verdict:
        raise AssertionError

    slow = requirement_check._check(text, None)
    monkeypatch.setattr(requirement_check, "_check", never)
    assert check_requirement(text, None) == slow
    assert slow.error is None
