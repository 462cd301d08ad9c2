"""When a missing header is reported, and what is offered."""

from __future__ import annotations

import pytest

from support.config_fix import titles_of
from support.fixture import check_findings

RULE = "config-no-section-header"


def test_the_first_setting_above_any_header_is_flagged():
    check_findings(
        """
        # the company's mirror

        index-url = https://a.example/simple
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[config-no-section-header]
        trusted-host = a.example
        """,
        only=[RULE],
    )


def test_one_finding_is_enough_however_many_settings_there_are():
    check_findings(
        """
        cert = /a.pem
        ^^^^^^^^^^^^^ error[config-no-section-header]
        proxy = b
          c
        timeout
        [global]
        """,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# nothing but a comment\n; and another",
        "[global]\ncert = /a.pem",
        "  [global]\n  cert = /a.pem",
        "[DEFAULT]\ncert = /a.pem",
        "[]\ncert = /a.pem",
        "[global\ncert = /a.pem",
        "<<<<<<< HEAD\ncert = /a.pem",
    ],
)
def test_files_with_a_header_or_with_another_fault_are_not_flagged(text: str):
    check_findings(text, only=[RULE])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("cert = /a.pem\n", ["Write '[global]' above this setting"]),
        ("cert = /a.pem\n[global]\n", ["Move these settings below '[global]'"]),
        ("global\ncert = /a.pem\n", ["Write '[global]'"]),
        ("install]\nno-deps = yes\n", ["Write '[install]'"]),
        ("{global}\ncert = /a.pem\n", ["Write '[global]'"]),
        ("global:\n  cert: /a.pem\n", ["Write '[global]'"]),
        ("<!DOCTYPE html>\n", []),
        ("--index-url\n", []),
    ],
)
def test_what_is_offered(text: str, titles: list[str]):
    assert titles_of(text, RULE) == titles


def test_credentials_are_not_shown():
    scene = check_findings(
        """
        index-url = https://me:secret@a.example/simple
        ^^^ error[config-no-section-header]
        """.replace("^^^", "^^^…"),
        only=[RULE],
    )
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert "secret" not in finding.message + "".join(e.text for e in finding.evidence)
