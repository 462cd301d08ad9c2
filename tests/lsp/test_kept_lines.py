"""What is taken over from an older version of a document is what would be written anew."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from piptrust.engine.navigation.symbols import symbols
from piptrust.lsp.convert import to_range
from piptrust.lsp.kept_lines import kept_lines, same_at_start
from piptrust.lsp.outline import outline_of
from piptrust.lsp.token_stream import token_stream
from piptrust.parse.kind import FileKind
from piptrust.parse.requirements import parse_requirements, reparse
from piptrust.text.span import Span

ENCODINGS = [types.PositionEncodingKind(name) for name in ("utf-8", "utf-16", "utf-32")]
PIECES = st.sampled_from(
    [
        *("é😀", "#", "x", "=", "%d", " ", "\n", "\r", "\r\n", "\x0c", "\u2028", "\\\n"),
        *("a>=1,<2 # é", "--pre", "-r b.txt --pre", "\nb==1\n"),
    ]
)
TYPED = st.lists(PIECES, max_size=12).map("".join)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 6), st.lists(PIECES, max_size=3).map("".join)), max_size=6
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=150, deadline=None)
@given(text=TYPED, edits=EDITS)
def test_after_any_edits(encoding, text, edits):
    document = parse_requirements("file:///r.txt", FileKind.REQUIREMENTS, text, None)
    stream, outline = token_stream(document, encoding, None), outline_of(document, encoding)
    for place, length, new in edits:
        start = int(place * len(document.text))
        document = reparse(document, Span(start, min(start + length, len(document.text))), new)
        newer = token_stream(document, encoding, None, older=stream)
        fresh = token_stream(document, encoding, None)
        assert (newer.pieces, newer.counts, newer.result) == (fresh.pieces, fresh.counts, fresh.result)
        data = json.loads(stream.full())["data"]
        for edit in json.loads(newer.since(stream))["edits"]:
            data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
        assert data == json.loads(newer.full())["data"]
        stream, outline = newer, outline_of(document, encoding, older=outline)
        assert outline.pieces == outline_of(document, encoding).pieces
    found = [
        (s["name"], s.get("detail", ""), s["range"], s["selectionRange"]) for s in json.loads(outline.full())
    ]
    index = document.line_index
    assert found == [
        (
            s.name,
            s.detail,
            plain(to_range(index, s.span, encoding)),
            plain(to_range(index, s.selection, encoding)),
        )
        for s in symbols(document)
    ]


def plain(place: types.Range) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": place.start.line, "character": place.start.character},
        "end": {"line": place.end.line, "character": place.end.character},
    }


def test_a_keystroke_leaves_the_other_lines_as_they_are():
    text = "".join(f"a{n}==1 # é\n" for n in range(1_000))
    older = parse_requirements("file:///r.txt", FileKind.REQUIREMENTS, text, None)
    place = text.index("a500")
    kept = kept_lines(older, reparse(older, Span(place, place), "x"))
    assert (kept.above + kept.below, kept.shift) == (999, 0)
    kept = kept_lines(older, reparse(older, Span(place, place), "x\ny\n"))
    assert (kept.above + kept.below, kept.shift) == (1_000, 2)
    assert kept_lines(older, older) == (1_000, 0, 0)


@given(st.lists(st.integers(0, 2), max_size=9), st.lists(st.integers(0, 2), max_size=9))
def test_what_lists_share(a, b):
    count = same_at_start(a, b)
    assert a[:count] == b[:count]
    assert count == min(len(a), len(b)) or a[count] != b[count]
