"""Positions, compared with a second reading of the specification."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from lsp.editor import Editor
from piptrust.lsp.convert import to_offset, to_position, to_span, whole_lines
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

TEXTS = st.text(st.sampled_from("a \t#é€😀\x0c\u2028\u0085\r\n\n"), max_size=40)
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.data(), st.sampled_from(ENCODINGS))
def test_there_and_back(text, data, name):
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        offset += 1  # No position stands between the two.
    encoding = types.PositionEncodingKind(name)
    index = LineIndex(text)
    position = to_position(index, offset, encoding)
    editor = Editor(None, encoding=name)
    assert {"line": position.line, "character": position.character} == editor.position(text, offset)
    assert to_offset(index, position, encoding) == offset


@pytest.mark.parametrize(
    ("line", "character", "expected"),
    [(0, 0, 0), (0, 1, 0), (0, 2, 1), (0, 3, 2), (0, 99, 2), (1, 0, 3), (7, 3, 4)],
    ids=["start", "inside-a-pair", "after-it", "end", "past-the-end", "next-line", "past-the-text"],
)
def test_positions_that_hit_nothing_exactly(line, character, expected):
    index = LineIndex("😀x\ny")
    assert to_offset(index, types.Position(line, character), types.PositionEncodingKind.Utf16) == expected


def test_lone_surrogates_are_counted_and_not_choked_on():
    index = LineIndex("\ud800é")
    for name, expected in (("utf-8", 5), ("utf-16", 2), ("utf-32", 2)):
        assert to_position(index, 2, types.PositionEncodingKind(name)).character == expected


def test_a_range_given_backwards_is_turned():
    index = LineIndex("abc\ndef")
    backwards = types.Range(types.Position(1, 1), types.Position(0, 1))
    assert to_span(index, backwards, types.PositionEncodingKind.Utf8) == Span(1, 5)
    assert whole_lines(index, backwards) == Span(0, 7)
