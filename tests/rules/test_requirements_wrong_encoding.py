from __future__ import annotations

import pytest

from piptrust.parse.kind import FileKind
from support.fixture import applied, changes_of, check_findings, scene
from support.requirements_fix import PATH, offers_for

RULE = "requirements-wrong-encoding"


def places(content: bytes | str, **context: object) -> list[str]:
    result = scene(content, PATH, **context)
    return [result.document.source(f.span) for f in result.findings() if f.rule == RULE]


def test_a_comment_that_names_no_encoding():
    check_findings(
        """
        # -*- coding: utf8-sig2 -*-
        #             ^^^^^^^^^ error[requirements-wrong-encoding]
        foo
        """,
        PATH,
        only=[RULE],
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"foo # \xe9\n", "\ufffd"),
        (b"# coding: ascii\nfoo # \xc3\xa9\n", "ascii"),
        (b"# coding: ascii\nfoo # \xe9\n", "ascii"),
        (b"foo\nbar\n#coding=rot13\n", None),
        (b"#\n#coding=rot13\n", "rot13"),
        (b"#\n#coding=undefined\n", "undefined"),
        (b"\xff\xfef\x00o", "\ufffd"),
        (b"\xff\xfef\x00o\x00", None),
        (b"\xef\xbb\xbf# coding: zzz\n", None),
        (b"# coding: latin-1\nfoo # \xe9\n", None),
        (b" # coding: zzz\n", None),
        (b"\n\n# coding: zzz\n", None),
        (b"# coding\n", None),
        ("foo # é 名\n".encode(), None),
    ],
)
def test_where_pip_fails_and_where_it_does_not(content: bytes, place: str | None):
    assert places(content) == ([] if place is None else [place])


def test_before_pip_25_the_locale_decided():
    assert places("foo # é\n".encode("latin-1"), pip="24.3") == ["\ufffd"]


def test_text_in_an_editor_is_judged_by_its_comment():
    result = scene("foo\n", PATH)
    result.workspace.put_text(result.uri, FileKind.REQUIREMENTS, "# coding: zzz\n")
    assert [f.span for f in result.findings() if f.rule == RULE] == [(10, 13)]


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (b"# coding: zzz\nfoo\n", ["Write 'utf-8'"]),
        (b"# coding: zzz\n# \xe9\n", []),
        (b"# coding: ascii\n# \xc3\xa9\n", ["Write 'utf-8'"]),
        (b"# coding: ascii\n# \xe9\n", []),
        (b"# \xe9\n", ["Save as UTF-8, taking it for Windows-1252"]),
    ],
)
def test_what_is_offered(content: bytes, titles: list[str]):
    assert [o.title for o in offers_for(content, RULE)] == titles


def test_windows_bytes_become_utf8():
    result = scene(b"foo # \xe9\r\n", PATH)
    assert applied(result, changes_of(result, RULE, "Save")) == {PATH: "foo # é\r\n".encode()}
