from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piptrust.render.excerpt import excerpt, printable
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span
from support.growth import assert_linear


def shown(text: str, marked: str, width: int = 40) -> tuple[str, str]:
    start = text.index(marked)
    _, source, marker = excerpt(LineIndex(text), Span(start, start + len(marked)), width)
    return source, marker


@pytest.mark.parametrize(
    ("text", "marked", "source", "marker"),
    [
        ("cert = /a", "/a", "cert = /a", "       ^^"),
        ("x\ncert = /a\r\n[y]", "cert", "cert = /a", "^^^^"),
        ("cert =\t/a", "/a", "cert =  /a", "        ^^"),
        ("\tcert\t= /a", "= /a", "    cert    = /a", "            ^^^^"),
        ("k = 日本 x", "x", "k = 日本 x", "         ^"),
        ("k = 日本 x", "日本", "k = 日本 x", "    ^^^^"),
        ("k = ye\u0301s x", "x", "k = ye\u0301s x", "        ^"),
        ("k = a\x00b x", "x", "k = a\\x00b x", "           ^"),
        ("k = a\u202eb", "b", "k = a\\u202eb", "           ^"),
        ("k = a\u2028b\x0cc", "c", "k = a\\u2028b\\x0cc", "                ^"),
        ("k = a\u00a0b", "b", "k = a\\xa0b", "         ^"),
        ("u = https://me:pw@h/x", "h/x", "u = https://****@h/x", "                 ^^^"),
        ("u = https://me:pw@h/x", "pw", "u = https://****@h/x", "            ^^^^"),
        ("proxy = me:pw@h:1", "h:1", "proxy = ****@h:1", "             ^^^"),
    ],
)
def test_the_marker_stands_under_the_place(text: str, marked: str, source: str, marker: str):
    assert shown(text, marked) == (source, marker)


def test_an_insertion_point_gets_one_caret():
    assert excerpt(LineIndex("ab"), Span(1, 1), 40) == (1, "ab", " ^")
    assert excerpt(LineIndex("ab"), Span(2, 2), 40) == (1, "ab", "  ^")
    assert excerpt(LineIndex(""), Span(0, 0), 40) == (1, "", "^")


def test_a_range_over_several_lines_is_marked_to_the_end_of_the_first():
    assert excerpt(LineIndex("ab\ncd\n"), Span(1, 5), 40) == (1, "ab", " ^")


def test_long_lines_are_clipped_around_the_place():
    line = "index-url = https://index.example/" + "abcdefghij" * 20
    assert shown(line, "index.example", 30) == ("…ttps://index.example/abcdefg…", " " * 8 + "^" * 13)
    assert shown(line, line, 20) == ("index-url = https:…", "^" * 19)
    assert shown(line + "END", "END", 20) == ("…fghijabcdefghijEND", " " * 16 + "^^^")


def test_credentials_are_hidden_however_the_line_is_clipped():
    line = "u = https://me:" + "p" * 300 + "@index.example/ " + "x" * 300
    for marked in ("me", "pppp", "index", "xxx", "u ="):
        source, _ = shown(line, marked)
        assert "pp" not in source


@given(
    st.text(st.characters(codec="utf-8"), max_size=300),
    st.integers(0, 300),
    st.integers(0, 300),
    st.integers(10, 120),
)
def test_no_line_is_wider_than_asked_nor_moves_its_marker_outside(
    text: str, start: int, length: int, width: int
):
    start = min(start, len(text))
    number, source, marker = excerpt(LineIndex(text), Span(start, min(start + length, len(text))), width)
    assert number == LineIndex(text).line_of(start) + 1
    assert source.isprintable()
    assert marker.strip("^").strip() == ""
    assert "^" in marker
    assert len(marker) <= width + 8


def test_a_line_of_megabytes_is_no_trouble():
    def showing(words: int) -> Callable[[], object]:
        lines = LineIndex("trusted-host = " + "a:b=c@" * words)
        places = range(0, len(lines.text), len(lines.text) // 200)
        return lambda: [excerpt(lines, Span(start, start + 5), 100) for start in places]

    assert_linear(showing, 500_000)


def test_printable_shows_what_terminals_obey():
    assert printable("a\x1b[0m\r\n\u200b\U000e0001b c") == "a\\x1b[0m\\x0d\\x0a\\u200b\\U000e0001b c"
