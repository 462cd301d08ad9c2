"""Edits that turn one text into another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.text.difference import line_edits
from piptrust.text.edit import TextEdit, apply_edits
from piptrust.text.span import Span

LINES = st.lists(st.sampled_from(["a", "b\n", "c\r\n", "d\r", "\n", "é😀\n"]), max_size=12).map("".join)


@settings(max_examples=200)
@given(LINES, LINES)
def test_they_give_the_other_text(old, new):
    assert apply_edits(old, line_edits(old, new)) == new


def test_only_lines_that_differ_are_touched():
    old = "".join(f"{n}\n" for n in range(1_000))
    new = old.replace("3\n4\n", "3\n", 1).replace("\n700\n", "\nx\ny\n")
    assert line_edits(old, new) == (
        TextEdit(Span(8, 10), ""),
        TextEdit(Span(old.index("\n700\n") + 1, old.index("\n701\n") + 1), "x\ny\n"),
    )


def test_huge_differences_are_one_edit():
    old = "same\n" + "a\n" * 5_000 + "end"
    new = "same\n" + "b\n" * 5_000 + "end"
    edits = line_edits(old, new)
    assert len(edits) == 1
    assert apply_edits(old, edits) == new


def test_equal_texts_need_nothing():
    assert line_edits("a\n", "a\n") == ()
