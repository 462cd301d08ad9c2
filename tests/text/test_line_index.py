from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

# Line ends, characters that only other definitions of a line end at, and one beyond the BMP.
_TEXT = st.text(st.sampled_from("ab\r\n\r\n\x0c\u2028\x85\U0001f512"), max_size=30)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("a\nb", [0, 2]),
        ("a\r\nb\rc\n", [0, 3, 5, 7]),
        ("\n\r", [0, 1, 2]),
        ("\r\r\n", [0, 1, 3]),
        ("a\x0cb\u2028c\x85d\x0be\x1cf", [0]),
    ],
)
def test_lines_end_with_lf_crlf_and_cr_only(text: str, starts: list[int]):
    assert LineIndex(text).starts == starts


@settings(max_examples=200)
@given(_TEXT)
def test_positions_and_offsets_agree(text: str):
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        span = index.line_span(line)
        assert span.start <= offset <= span.end
        assert offset == span.start + column
        inside_line_end = offset > index.line_content(line).end
        assert index.offset(line, column) == (index.line_content(line).end if inside_line_end else offset)


@settings(max_examples=200)
@given(_TEXT)
def test_lines_make_up_the_text(text: str):
    index = LineIndex(text)
    spans = [index.line_span(line) for line in range(len(index))]
    assert "".join(text[start:end] for start, end in spans) == text
    for line, (start, end) in enumerate(spans):
        content = index.line_content(line)
        assert content.start == start
        assert re.fullmatch(r"(\r\n|\n|\r)?", text[content.end : end])
        assert not re.search(r"[\r\n]", text[content.start : content.end])


@settings(max_examples=50)
@given(_TEXT, st.integers(-5, 50), st.integers(-5, 50))
def test_positions_outside_the_text_are_moved_into_it(text: str, line: int, column: int):
    index = LineIndex(text)
    assert 0 <= index.offset(max(line, 0), column) <= len(text)
    assert index.line_span(len(index) + 3) == (len(text), len(text))


@settings(max_examples=200)
@given(_TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), _TEXT), min_size=1, max_size=4))
@example("a\rb", [(2, 2, "\n")])
@example("a\r\nb", [(1, 2, "")])
@example("a\r\nb", [(2, 3, "")])
@example("\r\n\n", [(1, 1, "x")])
@example("a\r", [(2, 2, "\nb")])
def test_an_index_that_follows_edits_equals_a_new_one(text: str, edits: list[tuple[int, int, str]]):
    index = LineIndex(text)
    for one, other, new_text in edits:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        text = text[:start] + new_text + text[end:]
        index = index.updated(Span(start, end), new_text)
        assert index.text == text
        assert index.starts == LineIndex(text).starts
