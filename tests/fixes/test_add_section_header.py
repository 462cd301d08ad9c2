from __future__ import annotations

from support.config_fix import check_config_fix

RULE = "config-no-section-header"


def test_the_header_goes_above_the_first_setting_and_below_its_comments():
    check_config_fix(
        """
        # the mirror

        index-url = https://a.example/simple
        trusted-host =
            a.example
        [install]
        no-deps = yes
        """,
        """
        # the mirror

        [global]
        index-url = https://a.example/simple
        trusted-host =
            a.example
        [install]
        no-deps = yes
        """,
        rule=RULE,
        reads={
            "global.index-url": "https://a.example/simple",
            "global.trusted-host": "\na.example",
            "install.no-deps": "yes",
        },
    )


def test_line_ends_and_indentation_stay():
    check_config_fix(
        b"  cert = /a.pem\r\n  proxy = b",
        "[global]\r\n  cert = /a.pem\r\n  proxy = b",
        rule=RULE,
        reads={"global.cert": "/a.pem", "global.proxy": "b"},
    )


def test_the_header_that_follows_moves_up():
    check_config_fix(
        """
        cert = /a.pem

        [global]  # all
        proxy = b
        """,
        """
        [global]  # all
        cert = /a.pem

        proxy = b
        """,
        rule=RULE,
        reads={"global.cert": "/a.pem", "global.proxy": "b"},
    )


def test_settings_move_below_a_header_further_down():
    check_config_fix(
        """
        cert = /a.pem
        [install]
        no-deps = yes
        [global]
        proxy = b
        """,
        """
        [install]
        no-deps = yes
        [global]
        cert = /a.pem
        proxy = b
        """,
        rule=RULE,
        reads={"install.no-deps": "yes", "global.cert": "/a.pem", "global.proxy": "b"},
    )


def test_a_header_without_a_line_end_gets_one():
    check_config_fix(
        b"cert = /a.pem\n[install]\n[global]",
        "[install]\n[global]\ncert = /a.pem\n",
        rule=RULE,
        reads={"global.cert": "/a.pem"},
    )
