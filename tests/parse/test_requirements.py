"""Requirements files: places, joins, and reading anew only what changed."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.parse.requirement_line import FIRST_COUNTS, ON_INCLUDE_LINE, ON_REQUIREMENT_LINE
from piptrust.parse.requirements import Include, RequirementsFile, parse_requirements, reparse
from piptrust.text.span import Span

URI = "file:///project/requirements.txt"


def parse(text: str, kind: FileKind = FileKind.REQUIREMENTS, pip: tuple[int, ...] | None = None) -> Document:
    return parse_requirements(URI, kind, text, pip)


def structure_of(document: Document) -> RequirementsFile:
    assert isinstance(document.structure, RequirementsFile)
    return document.structure


def only_setting(document: Document) -> Setting:
    (setting,) = document.settings
    return setting


@pytest.mark.parametrize(
    ("text", "key", "written", "value"),
    [
        ("--trusted-host a.test\n", "trusted-host", "--trusted-host", "a.test"),
        ("--trusted-host=a.test", "trusted-host", "--trusted-host", "a.test"),
        ("  --trusted   'a.test'  # why\r\n", "trusted-host", "--trusted", "a.test"),
        ("-ihttps://x.test\n", "index-url", "-i", "https://x.test"),
        ("--pypi-url \\\n  https://x.test\n", "index-url", "--pypi-url", "https://x.test"),
        ("-f './a b'\n", "find-links", "-f", "./a b"),
        ("--find-links=./a\\ b\n", "find-links", "--find-links", "./a\\ b"),
    ],
)
def test_a_setting_knows_its_places(text: str, key: str, written: str, value: str) -> None:
    document = parse(text)
    setting = only_setting(document)
    assert (setting.key, document.source(setting.key_span), document.source(setting.value_span)) == (
        key,
        written,
        value,
    )
    assert document.source(setting.span) == text
    assert setting.section is None


def test_a_value_continued_over_lines_keeps_the_place_of_every_word() -> None:
    document = parse("--trusted-host 'a.te\\\nst b.test'\n")
    setting = only_setting(document)
    assert setting.value == "a.test b.test"
    assert [(v.text, document.source(v.span)) for v in setting.values] == [
        ("a.test", "a.te\\\nst"),
        ("b.test", "b.test"),
    ]


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("foo --pre  # why\n", " --pre"),
        ("foo \\\n  --trusted-host a \\\n  --hash=sha256:aa\n", " \\\n  --trusted-host a"),
        ("--pre --trusted-host a\n", "--pre "),
        ("--trusted-host a b\n", "--trusted-host a "),
    ],
)
def test_removing_a_setting_leaves_its_neighbours_whole(text: str, removed: str) -> None:
    document = parse(text)
    assert document.source(document.settings[0].span) == removed


def test_an_empty_value_keeps_its_place() -> None:
    for text, at in (("--index-url=\n", 12), ("-i ''\n", 4), ("--no-index\n", 10)):
        assert only_setting(parse(text)).value_span == Span(at, at)


def test_settings_without_effect_say_why() -> None:
    document = parse("foo --trusted-host a\n-r x.txt --trusted-host b -r y.txt\n-f a -f b\n")
    assert [(s.key, s.value, s.ignored) for s in document.settings] == [
        ("trusted-host", "a", ON_REQUIREMENT_LINE),
        ("requirement", "x.txt", None),
        ("trusted-host", "b", ON_INCLUDE_LINE),
        ("requirement", "y.txt", FIRST_COUNTS),
        ("find-links", "a", None),
        ("find-links", "b", FIRST_COUNTS),
    ]


def test_hashes_belong_to_the_line_and_not_to_the_settings() -> None:
    document = parse("foo==1 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\n")
    assert document.settings == ()
    (line,) = structure_of(document).lines
    assert [o.value for o in line.requirement_options] == ["sha256:aa", "sha256:bb"]


def test_variables_are_noted_and_not_replaced() -> None:
    document = parse("-i https://${USER}:${TOKEN}@x.test # ${LATER}\n")
    (line,) = structure_of(document).lines
    assert [(v.text, document.source(v.span)) for v in line.variables] == [
        ("USER", "${USER}"),
        ("TOKEN", "${TOKEN}"),
    ]


@pytest.mark.parametrize(
    ("base", "written", "target"),
    [
        (URI, "base.txt", "/project/base.txt"),
        (URI, "../c.txt", "/c.txt"),
        (URI, "/etc/c.txt", "/etc/c.txt"),
        (URI, "https://x.test/c.txt", None),
        (URI, "file:///etc/c.txt", "/etc/c.txt"),
        (URI, "${X}.txt", None),
        (URI, "", "/project"),
        ("untitled:Untitled-1", "c.txt", None),
        ("file:///c%3A/project/requirements.txt", "sub\\c.txt", "c:/project/sub/c.txt"),
        ("file:///c%3A/project/requirements.txt", "..\\c.txt", "c:/c.txt"),
        ("file://server/share/requirements.txt", "c.txt", "//server/share/c.txt"),
    ],
)
def test_includes_start_at_the_folder_of_the_file(base: str, written: str, target: str | None) -> None:
    assert Include(written, Span(0, 0), FileKind.REQUIREMENTS).target(base) == target


def test_includes_are_the_first_of_their_line_and_requirements_win() -> None:
    document = parse("-c a.txt\n-c b.txt -r c.txt -r d.txt\nfoo -r e.txt\n--cert x -r f.txt\n")
    includes = structure_of(document).includes
    assert [(i.written, i.kind.value, document.source(i.span)) for i in includes] == [
        ("a.txt", "constraints", "a.txt"),
        ("c.txt", "requirements", "c.txt"),
    ]


def test_the_lines_cover_the_text() -> None:
    text = "a\r\nb \\\rc\x0cd\u2028# e \\\n\n--pre"
    structure = structure_of(parse(text))
    assert list(structure.starts) == [0, 3, 9, 11, 17, 18]
    assert sum(line.length for line in structure.lines) == len(text)
    assert [line.text for line in structure.lines] == ["a", "b c", "d", "", "", "--pre"]
    assert [structure.line_at(offset) for offset in (0, 2, 3, 8, 9, 11)] == [0, 0, 1, 1, 2, 3]


PIECES = st.sampled_from(
    [
        *("foo==1", "--trusted-host a", "-r x.txt", "--cert x", "-i '", '"', "foo bar", "${A}", " b"),
        *("\\", "\n", "\r", "\r\n", "\\\n", "#", " # c", "\u2028", "\x0c", " ", "\U0001f40d", "\x00", "-"),
    ]
)
TEXTS = st.lists(PIECES, max_size=20).map("".join)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 6), st.lists(PIECES, max_size=3).map("".join)), max_size=6
)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, edits=EDITS, kind=st.sampled_from([FileKind.REQUIREMENTS, FileKind.CONSTRAINTS]))
def test_after_any_edits_the_document_equals_a_fresh_one(
    text: str, edits: list[tuple[float, int, str]], kind: FileKind
) -> None:
    document = parse(text, kind)
    for place, removed, inserted in edits:
        start = int(place * len(document.text))
        document = reparse(document, Span(start, min(start + removed, len(document.text))), inserted)
    fresh = parse(document.text, kind)
    assert document == fresh
    assert document.line_index.starts == fresh.line_index.starts
    assert list(structure_of(document).lines) == list(structure_of(fresh).lines)
    assert list(structure_of(document).starts) == list(structure_of(fresh).starts)
    assert structure_of(document).includes == structure_of(fresh).includes


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(), TEXTS))
def test_any_text_gives_a_document_whose_places_lie_in_it(text: str) -> None:
    document = parse(text)
    for span in (
        *(s.span for s in document.settings),
        *(s.key_span for s in document.settings),
        *(s.value_span for s in document.settings),
        *(v.span for s in document.settings for v in s.values),
        *(p.span for p in document.problems),
        *(i.span for i in structure_of(document).includes),
    ):
        assert 0 <= span.start <= span.end <= len(text)


HOSTILE = {
    "blanks before a hash": lambda n: "foo" + " " * n + "x",
    "backslashes": lambda n: "\\" * n,
    "joined lines": lambda n: "a \\\n" * (n // 4),
    "open quotes": lambda n: "-i " + "'\"" * (n // 2),
    "options on one line": lambda n: "-i x " * (n // 5),
    "unknown words on one line": lambda n: "-i x" + " y" * (n // 2),
    "long option": lambda n: "--" + "a" * n,
    "equals signs": lambda n: "foo" + "=" * n,
    "version": lambda n: "foo==" + "1." * (n // 2),
    "pre-release": lambda n: "foo==1" + "a1.dev1" * (n // 7),
    "extras": lambda n: "foo[" + "a," * (n // 2) + "]",
    "brackets at the end": lambda n: "a" + "[" * n + "]]",
    "blanks behind an operator": lambda n: "foo==" + " " * n + "x y",
    "brackets": lambda n: "[" * n + "]",
    "name": lambda n: "a" + "-" * n,
    "wheel": lambda n: "a-" * (n // 2) + "1.whl",
    "wheel versions": lambda n: "https://x.test/a-" + "1.0." * (n // 4) + "-py3-none-any.whl",
    "marker": lambda n: "foo; " + "(" * n,
    "marker chain": lambda n: "foo; " + "os_name=='a' and " * (n // 17) + "os_name=='b'",
    "egg fragments": lambda n: "https://x.test/x#" + "&egg=" * (n // 5),
    "variables": lambda n: "${" * (n // 2),
    "comments": lambda n: "#" * n,
    "many hashes": lambda n: "a" + " --hash=sha256:aa" * (n // 17),
    "short lines": lambda n: "\u2028" * n,
    "nul": lambda n: "\x00" * n,
}


@pytest.mark.parametrize("pip", [None, (24, 0)], ids=["current", "24.0"])
@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_to_read_grows_with_the_text(name: str, pip: tuple[int, ...] | None) -> None:
    """Eight times the text may take at most 32 times as long; 64 times would be quadratic."""
    small, large = HOSTILE[name](6_000), HOSTILE[name](48_000)
    fastest_small = min(_seconds(small, pip) for _ in range(3))
    fastest_large = min(_seconds(large, pip) for _ in range(2))
    assert fastest_large < 32 * fastest_small + 0.05


def _seconds(text: str, pip: tuple[int, ...] | None) -> float:
    # Collections of the garbage of other tests would count as well.
    gc.disable()
    try:
        start = time.process_time()
        parse(text, pip=pip)
        return time.process_time() - start
    finally:
        gc.enable()


def test_a_keystroke_costs_little_of_a_large_file() -> None:
    text = "".join(f"package{n}==1.{n}  # why\n" for n in range(10_000))
    document = parse(text)
    _ = document.line_index
    start = time.process_time()
    for _ in range(20):
        document = reparse(document, Span(len(text) // 2, len(text) // 2), "x")
    twenty_keystrokes = time.process_time() - start
    start = time.process_time()
    for line in text.splitlines(keepends=True):
        parse(line)
    assert twenty_keystrokes < (time.process_time() - start)
