from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.config_fix import check_config_fix
from support.fixture import changes_of, scene

RULE = "config-duplicate-section"


def test_settings_and_their_comments_go_to_the_end_of_the_first():
    check_config_fix(
        """
        [global]
        cert = /a.pem

        [install]
        no-deps = yes

        [global]
        # for the office
        proxy = b
        trusted-host =
            a.example

        [download]
        """,
        """
        [global]
        cert = /a.pem
        # for the office
        proxy = b
        trusted-host =
            a.example

        [install]
        no-deps = yes

        [download]
        """,
        rule=RULE,
        reads={
            "global.cert": "/a.pem",
            "global.proxy": "b",
            "global.trusted-host": "\na.example",
            "install.no-deps": "yes",
        },
    )


def test_line_ends_stay_and_a_missing_one_is_added():
    check_config_fix(
        b"[global]\r\ncert = a\r\n[global]\r\nproxy = b",
        "[global]\r\ncert = a\r\nproxy = b\r\n",
        rule=RULE,
        reads={"global.cert": "a", "global.proxy": "b"},
    )


def test_an_empty_section_goes():
    check_config_fix(
        "[global]\ncert = a\n[global]\n", "[global]\ncert = a\n", rule=RULE, reads={"global.cert": "a"}
    )


def test_a_first_section_without_settings():
    check_config_fix(
        "[global]\n\n[install]\n[global]\ncert = a\n",
        "[global]\ncert = a\n\n[install]\n",
        rule=RULE,
        reads={"global.cert": "a"},
    )


def test_settings_that_would_continue_the_value_above_are_moved_to_the_left():
    check_config_fix(
        """
        [global]
        cert = a
        [install]
        [global]
            proxy = b
            trusted-host =
                a.example
        """,
        """
        [global]
        cert = a
        proxy = b
        trusted-host =
            a.example
        [install]
        """,
        rule=RULE,
        reads={"global.cert": "a", "global.proxy": "b", "global.trusted-host": "\na.example"},
    )


def test_three_of_them_become_one_in_two_steps():
    before = "[global]\ncert = a\n[global]\nproxy = b\n[global]\ntimeout = 3\n"
    result = scene(before)
    assert len([f for f in result.findings() if f.rule == RULE]) == 2
    check_config_fix(
        "[global]\ncert = a\nproxy = b\n[global]\ntimeout = 3\n",
        "[global]\ncert = a\nproxy = b\ntimeout = 3\n",
        rule=RULE,
        reads={"global.cert": "a", "global.proxy": "b", "global.timeout": "3"},
    )


def test_what_cannot_be_moved_whole_is_left():
    # The line below the second header belongs to nothing, so moving it would make it a part of a value.
    result = scene("[global]\ncert = a\n[global]\n  broken\n proxy = b\n")
    with pytest.raises(FixImpossible):
        changes_of(result, RULE, "Move")
