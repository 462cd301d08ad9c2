"""When text behind a section header is reported."""

from __future__ import annotations

import pytest

from support.config_fix import check_config_fix
from support.fixture import check_findings

RULE = "config-text-after-header"


def test_words_are_odd_and_a_setting_is_lost():
    check_findings(
        """
        [global] for everybody
        #        ^^^^^^^^^^^^^ information[config-text-after-header]
        [install]no-deps = yes
        #        ^^^^^^^^^^^^^ warning[config-text-after-header]
        [download] = x
        #          ^^^ information[config-text-after-header]
        """,
        only=[RULE],
    )


def test_a_bracket_behind_it_makes_another_name():
    check_findings(
        """
        [global] # see [wiki] for more
        #        ^^^^^^^^^^^^^^^^^^^^^ warning[config-text-after-header]
        """,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "header", ["[global]", "[global]   ", "[global] # note", "[global];note", "[[global]]", "[]]", "[ a b ]"]
)
def test_bare_headers_and_comments_are_not_flagged(header: str):
    check_findings(f"{header}\ncert = a\n", only=[RULE])


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        ("[global] x\ncert = a\n", "[global]\ncert = a\n", {"global.cert": "a"}),
        ("[global] # see [wiki]\ncert = a\n", "[global]\ncert = a\n", {"global.cert": "a"}),
        (
            "[global] cert = a\r\nproxy = b\r\n",
            "[global]\r\ncert = a\r\nproxy = b\r\n",
            {"global.cert": "a", "global.proxy": "b"},
        ),
    ],
)
def test_pip_then_reads_what_was_meant(before: str, after: str, reads: dict[str, str]):
    check_config_fix(before.encode(), after, rule=RULE, reads=reads)
