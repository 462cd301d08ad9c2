"""Formatting: what it does, and that pip reads the same before and after."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.formatting.format_config import format_config
from piptrust.engine.formatting.style import Style
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import PipConf, parse_pip_conf
from piptrust.text.edit import apply_edits
from piptrust.text.span import Span
from support.pip_loader import installed_loader

URI = "file:///x/pip.conf"
CORPUS = sorted((Path(__file__).parents[1] / "parse" / "corpus" / "pip_conf").glob("*.conf"))


def read(text: str) -> Document:
    return parse_pip_conf(URI, text)


def formatted(text: str, style: Style | None = None, within: list[Span] | None = None) -> str:
    return apply_edits(text, format_config(read(text), read, style or Style(), within))


def check(before: str, after: str, style: Style | None = None) -> None:
    before, after = (textwrap.dedent(t).lstrip("\n") for t in (before, after))
    assert formatted(before, style) == after
    assert formatted(after, style) == after


def test_the_layout():
    check(
        """
        # First of all.

        [global]
          index-url=https://a.example/simple
          trusted-host : a.example
                         b.example   c.example
             # taken out
             d.example
             # at the end
        timeout  =  60\x20\x20



        retries=
        # About installing.
        [install]   # junk
        no-compile =no
        """,
        """
        # First of all.

        [global]
        index-url = https://a.example/simple
        trusted-host: a.example
            b.example   c.example
            # taken out
            d.example
            # at the end
        timeout = 60

        retries =

        # About installing.
        [install]   # junk
        no-compile = no
        """,
    )


def test_empty_lines_inside_a_value_are_a_part_of_it():
    check("[a]\nx = 1\n\n\n  2\n\n\ny = 3", "[a]\nx = 1\n\n\n    2\n\ny = 3\n")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_stay(newline):
    before, after = "[a]\nx=1\n\n\n\n[b]\n  y=2", "[a]\nx = 1\n\n[b]\ny = 2\n"
    assert formatted(before.replace("\n", newline)) == after.replace("\n", newline)


def test_what_the_editor_forbids_is_not_done():
    text = "[a]  \nx=1 \n  y\n\n\n# c \nz = 2"
    style = Style(indent="\t", trims=False, ends_in_newline=False, trims_end=False)
    assert formatted(text, style) == "[a]  \nx = 1 \n\ty\n\n# c \nz = 2"
    assert formatted("[a]\nx = 1\n\n\n", style) == "[a]\nx = 1\n\n\n"
    assert formatted("[a]\nx = 1\n\n\n") == "[a]\nx = 1\n"
    assert formatted("[a]\nx = 1\n  ") == "[a]\nx = 1\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a]\n",
        "[a]\nx = 1\n",
        "no header\n",
        "[a]\nx=1\nx=2\n",
        "[a]\nword\n",
        "\ufeff[a]\nx=1\n",
        "[a]\nx=\0\n",
    ],
)
def test_what_is_in_order_or_refused_by_pip_is_left_alone(text):
    assert format_config(read(text), read, Style()) == ()


def test_edits_are_small():
    text = "[a]\nx = 1\ny=2\n" + "# a comment\n" * 100
    (edit,) = format_config(read(text), read, Style())
    assert (text[edit.span.start : edit.span.end], edit.new_text) == ("=", " = ")


def test_a_part_of_the_file():
    text = "[a]\nx=1\ny=2\n[b]\nz=3\n"
    assert formatted(text, within=[Span(4, 7)]) == "[a]\nx = 1\ny=2\n[b]\nz=3\n"
    assert formatted(text, within=[Span(8, 11), Span(16, 19)]) == "[a]\nx=1\ny = 2\n[b]\nz = 3\n"
    assert formatted(text, within=[]) == text


def test_a_part_that_alone_would_change_what_pip_reads():
    # Were only the first key moved to the left, the second would go on with its value.
    text = "[a]\n  x=1\n  y=2\n[b]\n  z=3\n"
    after = formatted(text, within=[Span(4, 9)])
    assert values(after) == values(text)
    assert after.startswith("[a]\nx = 1\ny = 2\n")


def values(text: str) -> list[tuple[str | None, str, str]]:
    return [(s.section, s.key, s.value) for s in read(text).settings]


def comments(text: str) -> list[str]:
    document = read(text)
    assert isinstance(document.structure, PipConf)
    return [document.source(comment).strip() for comment in document.structure.comments]


PIECES = st.sampled_from(
    [
        *(
            "[global]",
            "[install]",
            "[ x ]",
            "[a] junk",
            "cert",
            "trusted-host",
            "TIMEOUT",
            "a.example",
            "é😀",
        ),
        *(
            "=",
            ":",
            " = ",
            " : ",
            "==",
            "#",
            "; c",
            "# comment",
            " ",
            "  ",
            "\t",
            "    ",
            "\xa0",
            "\x0c",
            "\u2028",
        ),
        *(
            "\n",
            "\n\n",
            "\n  ",
            "\n      ",
            "\r\n",
            "\r",
            "\n\t",
            "\n# c\n",
            "\n  # c\n  ",
            "\n \n",
            "\x85",
            "\x1f",
        ),
    ]
)
# Whole lines give files that pip takes; loose pieces give all the others.
LINES = st.sampled_from(
    [
        *(
            "[global]",
            "[install]",
            "  [freeze]",
            "[list] x",
            "cert = a",
            "  cert=b",
            "timeout:3",
            "\tlog=x  ",
        ),
        *(
            "proxy  =",
            "retries = 1 ; x",
            "trusted-host =",
            "  a.example",
            "      b.example",
            "\tc",
            "",
            "   ",
            "# c",
        ),
        *(
            "  # d",
            "        ; e ",
            "index-url = https://a.example/?x=y:z",
            "no-index == yes",
            "format : = json",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=12).map("\n".join),
    st.tuples(st.lists(LINES, max_size=12), st.sampled_from(["\r\n", "\r"])).map(lambda t: t[1].join(t[0])),
    st.lists(PIECES, max_size=16).map("".join),
    st.lists(PIECES, max_size=16).map(lambda p: "[global]\n" + "".join(p)),
)
STYLES = st.builds(Style, st.sampled_from(["  ", "    ", "\t"]), st.booleans(), st.booleans(), st.booleans())


def as_pip_reads(text: str) -> tuple[object, ...]:
    loaded = installed_loader().load(text.encode("utf-8", "surrogatepass"))
    return loaded.values, loaded.error, loaded.message


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, style=STYLES)
def test_pip_reads_the_same_before_and_after(text, style):
    after = formatted(text, style)
    assert as_pip_reads(after) == as_pip_reads(text)
    assert comments(after) == comments(text)
    # Once is enough.
    assert formatted(after, style) == after


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, parts=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=3))
def test_pip_reads_the_same_when_parts_are_formatted(text, parts):
    within = [Span(*sorted((round(a * len(text)), round(b * len(text))))) for a, b in parts]
    after = formatted(text, within=within)
    assert as_pip_reads(after) == as_pip_reads(text)
    assert comments(after) == comments(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_pip_reads_the_corpus_the_same(path):
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return
    after = formatted(text)
    assert as_pip_reads(after) == as_pip_reads(text)
    assert formatted(after) == after
