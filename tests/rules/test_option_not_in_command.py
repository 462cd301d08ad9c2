from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, findings_of, offers_of, scene

RULE = "option-not-in-command"
ONLY = [RULE]


def test_options_that_the_command_does_not_take():
    check_findings(
        """
        [install]
          format = json
        # ^^^^^^ warning[option-not-in-command]
          cert = /a
        [freeze]
          index-url = https://a.example/simple
        # ^^^^^^^^^ warning[option-not-in-command]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "text", ["[global]\nformat = json\n", "[list]\nformat = json\n", "[uv]\nformat = x\n"]
)
def test_where_it_counts_or_nothing_does(text: str):
    check_findings(text, only=ONLY)


def test_names_of_commands_are_told():
    (finding,) = findings_of(scene("[install]\nalgorithm = sha512\n"), RULE)
    assert "'pip install' does not take 'algorithm'; hash does." in finding.message


def test_a_command_that_takes_it_later():
    (finding,) = findings_of(scene("[list]\nprefer-binary = yes\n", pip="25.3"), RULE)
    assert finding.message.startswith(
        "pip ignores this entry: 'pip list' takes 'prefer-binary' only since pip 26.0."
    )
    check_findings("[list]\nprefer-binary = yes\n", pip="26.0", only=ONLY)


def test_the_section_of_the_one_command_that_takes_it():
    check_fix(
        "[install]\nalgorithm = sha512\nquiet = 1\n",
        "[install]\nquiet = 1\n\n[hash]\nalgorithm = sha512\n",
        rule="option-not-in-command",
        title="Move",
    )


def test_else_the_global_section():
    check_fix(
        "[global]\nquiet = 1\n\n[freeze]\nindex-url = https://a.example/simple\n",
        "[global]\nquiet = 1\nindex-url = https://a.example/simple\n",
        rule="option-not-in-command",
        title="Move",
    )


def test_what_would_take_over_pip_is_not_moved_there():
    ((_, offer),) = offers_of(scene("[install]\nversion = yes\n"), "option-not-in-command")
    assert offer.fix == "remove-setting"


def test_no_duplicate_is_made():
    move, _ = (
        o
        for _, o in offers_of(
            scene("[list]\nquiet=1\n[freeze]\nindex-url=a\n[global]\nindex-url=b\n"), ONLY[0]
        )
    )
    assert move.disabled == "[global] sets 'index-url' already."
