"""When a line is reported that pip cannot read, and what is offered."""

from __future__ import annotations

import pytest

from support.config_fix import titles_of
from support.fixture import check_findings

RULE = "config-parse-error"
COMMENT = "Turn this line into a comment"


def test_every_kind_of_broken_line():
    check_findings(
        """
        [global]
        no-input
        ^^^^^^^^ error[config-parse-error]
           = /a.pem
        #  ^^^^^^^^ error[config-parse-error]
        [install
        ^^^^^^^^ error[config-parse-error]
        []
        ^^ error[config-parse-error]
        trusted-host a.example
        ^^^^^^^^^^^^^^^^^^^^^^ error[config-parse-error]
        timeout = 3
        """,
        only=[RULE],
    )


def test_an_unfinished_merge():
    check_findings(
        """
        [global]
        <<<<<<< HEAD
        ^^^^^^^^^^^^ error[config-parse-error]
        cert = /a.pem
        =======
        ^^^^^^^ error[config-parse-error]
        proxy = b
        >>>>>>> theirs
        ^^^^^^^^^^^^^^ error[config-parse-error]
        """,
        only=[RULE],
    )


def test_a_marker_in_the_first_line_is_no_missing_header():
    check_findings(
        """
        <<<<<<< HEAD
        ^^^^^^^^^^^^ error[config-parse-error]
        [global]
        """,
        only=[RULE, "config-no-section-header"],
    )


def test_lines_of_something_else_are_reported_together():
    scene = check_findings(
        """
        [global]
        some words
        ^^^… error[config-parse-error]
        and more of them

        and again
        [install]
        alone
        ^^^^^ error[config-parse-error]
        """,
        only=[RULE],
    )
    messages = [f.message for f in scene.findings() if f.rule == RULE]
    assert "these 3 lines" in messages[0]
    assert "this line has no '='" in messages[1]


@pytest.mark.parametrize(
    "text",
    [
        "[global]\ncert = a\n   anything at all\n   = x\n   [install\n",
        "[global]\ncert =\n",
        "[global]\n# no-input\n; <<<<<<< HEAD\n",
        "[global]\r\ncert = a\r\n\r\n",
        "[global]\n-- = x\n",
    ],
)
def test_lines_that_pip_reads_are_not_flagged(text: str):
    check_findings(text, only=[RULE])


def test_a_file_full_of_nuls_is_left_to_another_rule():
    check_findings("[global]\r\ncert = a\r\n".encode("utf-16-le").decode("latin-1"), only=[RULE])


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("[install", ["Write '[install]'", COMMENT]),
        ("[tool.pip", ["Write '[tool.pip]'", COMMENT]),
        ("install]", ["Write '[install]'", COMMENT]),
        ("(download)", ["Write '[download]'", COMMENT]),
        ("trusted-host a.example", ["Write '=' behind 'trusted-host'", COMMENT]),
        ("--cert\t/a.pem", ["Write '=' behind '--cert'", COMMENT]),
        ("no-input", ["Write 'no-input = true'", COMMENT]),
        ("no-compile", [COMMENT]),
        ("cert", [COMMENT]),
        ("anything", [COMMENT]),
        ("= /a.pem", [COMMENT]),
        ("<<<<<<< HEAD", ["Keep the lines above '======='", "Keep the lines below '======='"]),
        ("=======", []),
    ],
)
def test_what_is_offered(line: str, titles: list[str]):
    assert titles_of(f"[global]\n{line}\n", RULE) == titles
