"""Where everything in a configuration file stands, and that any text of any size is read in linear time."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.parse.document import Document
from piptrust.parse.pip_conf import PipConf, normalize_key, parse_pip_conf

URI = "file:///home/user/.config/pip/pip.conf"
CORPUS = sorted((Path(__file__).parent / "corpus" / "pip_conf").glob("*.conf"))

TEXT = """\
# top
[global] ; note
INDEX_URL : https://a.example/simple

trusted-host =
      a.example
    # not this one
      b.example  c.example

cert\t=
[install]
broken
no-deps=yes"""


def parse(text: str) -> tuple[Document, PipConf]:
    document = parse_pip_conf(URI, text)
    assert isinstance(document.structure, PipConf)
    return document, document.structure


def test_sections_have_a_header_a_name_and_what_follows():
    document, structure = parse(TEXT)
    shown = [
        tuple(document.source(span) for span in (s.header_span, s.name_span, s.junk_span))
        for s in structure.sections
    ]
    assert shown == [("[global]", "global", "; note"), ("[install]", "install", "")]
    assert document.source(structure.sections[0].span).startswith("[global]")
    assert document.source(structure.sections[0].span).endswith("cert\t=\n")
    assert document.source(structure.sections[1].span) == "[install]\nbroken\nno-deps=yes"


def test_settings_have_a_key_a_separator_and_values():
    document, structure = parse(TEXT)
    index, hosts, cert, no_deps = structure.entries
    assert (index.setting.key, document.source(index.setting.key_span)) == ("index-url", "INDEX_URL")
    assert [document.source(entry.separator_span) for entry in structure.entries] == [":", "=", "=", "="]
    assert hosts.setting.value == "\na.example\nb.example  c.example"
    assert (
        document.source(hosts.setting.value_span)
        == "a.example\n    # not this one\n      b.example  c.example"
    )
    assert [document.source(value.span) for value in hosts.setting.values] == [
        "a.example",
        "b.example",
        "c.example",
    ]
    assert [document.source(line.span) for line in hosts.lines] == ["a.example", "b.example  c.example"]
    assert [document.source(span) for span in hosts.comments] == ["# not this one"]
    assert document.source(hosts.setting.span).startswith("trusted-host")
    assert document.source(hosts.setting.span).endswith("c.example\n")
    assert (cert.setting.value, cert.setting.value_span) == ("", (TEXT.index("cert\t=") + 6,) * 2)
    assert document.source(no_deps.setting.span) == "no-deps=yes"


def test_the_other_lines_are_sorted():
    document, structure = parse(TEXT)
    assert [document.source(span) for span in structure.comments] == ["# top", "# not this one"]
    assert [document.source(span) for span in structure.blank_lines] == ["\n", "\n"]
    assert [document.source(span) for span in structure.broken_lines] == ["broken"]


def test_settings_above_the_first_header_are_kept_but_belong_to_no_section():
    document, structure = parse("cert = a\nproxy = b\n[global]\ntimeout = 3\n")
    assert [(s.section, s.key) for s in document.settings] == [
        ("", "cert"),
        ("", "proxy"),
        ("global", "timeout"),
    ]
    assert [(p.code, p.span) for p in document.problems] == [("config-no-section-header", (0, 8))]
    assert structure.section_names() == ("global",)


def test_reading_goes_on_after_what_stops_pip():
    document, _ = parse("[global]\ncert = a\ncert = b\n[global]\nbroken\nproxy = c\n")
    assert [p.code for p in document.problems] == [
        "config-duplicate-option",
        "config-duplicate-section",
        "config-parse-error",
    ]
    assert [(s.key, s.value) for s in document.settings] == [("cert", "a"), ("cert", "b"), ("proxy", "c")]


def test_default_values_reach_every_section_and_lose_against_its_own():
    _, structure = parse("[DEFAULT]\ncert = d\nproxy = d\n[global]\ncert = g\n[install]\n")
    assert [(s.key, s.value) for s in structure.settings_in("global")] == [("cert", "g"), ("proxy", "d")]
    assert [(s.key, s.value) for s in structure.settings_in("install")] == [("cert", "d"), ("proxy", "d")]
    assert structure.settings_in("download") == structure.settings_in("DEFAULT") == ()


_TEXT = st.text(st.sampled_from("ab[]=:#; \t\r\n\0\u2028\U0001f512\x0c"), max_size=60) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(_TEXT)
def test_spans_say_where_the_text_is(text: str):
    check_spans(*parse(text))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_spans_in_the_corpus(path: Path):
    check_spans(*parse(path.read_bytes().decode("utf-8", errors="replace")))


def check_spans(document: Document, structure: PipConf) -> None:
    """Everything stands where it says, in order, and nothing of the text but header lines is left over."""
    claimed = [*structure.blank_lines, *structure.comments, *structure.broken_lines]
    for section in structure.sections:
        if section.name:
            assert document.source(section.header_span) == f"[{document.source(section.name_span)}]"
            assert document.source(section.name_span) == section.name
            claimed += [section.header_span, section.junk_span]
        for entry in section.entries:
            setting = entry.setting
            assert setting.section == section.name
            assert normalize_key(normalize_key(document.source(setting.key_span))) == setting.key
            assert document.source(entry.separator_span) in {"=", ":"}
            assert [document.source(value.span) for value in setting.values] == setting.value.split()
            assert [value.text for value in setting.values] == setting.value.split()
            assert [line.text for line in entry.lines] == [x for x in setting.value.split("\n") if x]
            assert [document.source(line.span) for line in entry.lines] == [line.text for line in entry.lines]
            assert section.span.start <= setting.span.start <= setting.key_span.start
            assert setting.value_span.end <= setting.span.end <= section.span.end
            claimed += [setting.key_span, entry.separator_span, *(line.span for line in entry.lines)]
    starts = [section.span for section in structure.sections]
    assert all(one.end == next_one.start for one, next_one in zip(starts, starts[1:]))
    covered = set().union(*(range(*span) for span in claimed)) if claimed else set()
    left = "".join(c for i, c in enumerate(document.text) if i not in covered)
    assert not left.replace("\ufeff", "", document.text.startswith("\ufeff")).strip()
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(document.text)
        assert problem.code.startswith("config-")


LARGE: dict[str, Callable[[int], str]] = {
    "many settings": lambda n: "[global]\n" + "".join(f"key{i} = value\n" for i in range(n)),
    "one long list": lambda n: "[global]\ntrusted-host =\n" + "    a.example\n" * n,
    "one long line": lambda n: "[global]\ncert = " + "a b " * (4 * n),
    "blanks in a value": lambda n: "[global]\ncert = a\n" + "\n" * (8 * n) + "  b\n",
    "comments in a value": lambda n: "[global]\ncert = a\n" + "  # no\n" * (2 * n) + "  b\n",
    "duplicate settings": lambda n: "[global]\n" + "cert = a\n" * n,
    "duplicate sections": lambda n: "[global]\n" * n,
    "sections": lambda n: "[DEFAULT]\na = b\n" + "".join(f"[s{i}]\n" for i in range(n)),
    "broken lines": lambda n: "[global]\n" + "word\n" * n,
    "no separator in a long line": lambda n: "[global]\n" + "a  " * (8 * n) + "x\n",
    "brackets": lambda n: "[" * (20 * n) + "\n" + "[global]" + "]" * (20 * n),
    "stairs": lambda n: "[global]\n" + "".join(" " * (i % 50) + "a = b\n" for i in range(n)),
    "carriage returns": lambda n: "[global]\r" + "\r\r\n" * (4 * n),
    "NULs": lambda n: "\0" * (20 * n),
    "beyond the BMP": lambda n: "[global]\nk = " + "\U0001f512" * (20 * n),
    "separators": lambda n: "[global]\n" + "=:" * (10 * n) + "\n" + ": = \n" * n,
}


@pytest.mark.parametrize("kind", LARGE)
def test_time_grows_with_the_size_only(kind: str):
    make = LARGE[kind]
    small, large = make(10_000), make(20_000)
    # The machine may pause at any moment, so the best of several runs counts.
    ratios: list[float] = []
    for _ in range(5):
        ratios.append(seconds(large) / seconds(small))
        if min(ratios) <= 2.6:
            return
    pytest.fail(f"twice the size took {min(ratios):.1f} times as long")


@pytest.mark.slow
def test_ten_megabytes_are_read():
    words = "value" * 22
    text = "[global]\n" + "".join(f"key{i} = {words}\n  # note\n  {words}\n" for i in range(42_000))
    assert len(text) > 10_000_000
    document, _ = parse(text)
    assert len(document.settings) == 42_000
    assert document.problems == ()


def seconds(text: str) -> float:
    """Processor time. The collector is off, because its passes depend on what other tests left behind."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        _, structure = parse(text)
        structure.settings_in("global")
        return time.process_time() - start
    finally:
        gc.enable()
