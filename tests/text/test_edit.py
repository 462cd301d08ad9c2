from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.text.edit import TextEdit, apply_edits, newline_of
from piptrust.text.span import Span


def test_edits_speak_of_the_text_as_it_was():
    edits = [
        TextEdit(Span(4, 5), "E"),
        TextEdit(Span(0, 1), "long"),
        TextEdit(Span(2, 2), "+"),
        TextEdit(Span(6, 6), "!"),
    ]
    assert apply_edits("abcdef", edits) == "longb+cdEf!"


def test_an_insertion_may_stand_beside_a_removal():
    assert apply_edits("abc", [TextEdit(Span(1, 2), ""), TextEdit(Span(1, 1), "x")]) == "axc"
    assert apply_edits("abc", [TextEdit(Span(1, 2), ""), TextEdit(Span(2, 2), "x")]) == "axc"


def test_insertions_at_one_place_keep_their_order():
    assert apply_edits("ab", [TextEdit(Span(1, 1), "x"), TextEdit(Span(1, 1), "y")]) == "axyb"


@pytest.mark.parametrize(
    "spans", [[(0, 2), (1, 3)], [(0, 2), (0, 2)], [(0, 2), (1, 1)], [(2, 1)], [(0, 7)], [(7, 7)], [(-1, 0)]]
)
def test_overlaps_and_places_outside_are_refused(spans: list[tuple[int, int]]):
    with pytest.raises(ValueError, match="edit"):
        apply_edits("abcdef", [TextEdit(Span(*span), "x") for span in spans])


@settings(max_examples=200)
@given(st.text(max_size=20), st.lists(st.integers(0, 20), max_size=6), st.text(max_size=3))
def test_what_no_edit_touches_stays(text: str, places: list[int], new_text: str):
    bounds = sorted(min(place, len(text)) for place in places[: len(places) // 2 * 2])
    spans = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2])]
    spans = [span for i, span in enumerate(spans) if i == 0 or span.start > spans[i - 1].end]
    result = apply_edits(text, [TextEdit(span, new_text) for span in spans])
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], new_text]
        position = span.end
    assert result == "".join([*pieces, text[position:]])


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("", "\n"),
        ("a", "\n"),
        ("a\nb\r\n", "\n"),
        ("a\r\nb\n", "\r\n"),
        ("a\rb\n", "\r"),
        ("a\r", "\r"),
        ("\u2028\r\n", "\r\n"),
    ],
)
def test_the_first_line_end_decides(text: str, newline: str):
    assert newline_of(text) == newline
