from __future__ import annotations

from support.config_fix import check_config_fix

RULE = "config-line-swallowed"


def test_a_section_and_its_settings():
    check_config_fix(
        """
        [global]
        cert = /a.pem
          [install]
          # quick
          no-deps = yes
        """,
        """
        [global]
        cert = /a.pem
        [install]
        # quick
        no-deps = yes
        """,
        rule=RULE,
        reads={"global.cert": "/a.pem", "install.no-deps": "yes"},
    )


def test_lists_below_stay_lists():
    check_config_fix(
        """
        [global]
          cert = /a.pem
            timeout = 3
            trusted-host =
                a.example

                b.example
          proxy = c
        """,
        """
        [global]
          cert = /a.pem
          timeout = 3
          trusted-host =
              a.example

              b.example
          proxy = c
        """,
        rule=RULE,
        reads={
            "global.cert": "/a.pem",
            "global.timeout": "3",
            "global.trusted-host": "\na.example\n\nb.example",
            "global.proxy": "c",
        },
    )


def test_tabs_and_line_ends_stay():
    check_config_fix(
        b"[global]\r\n\tcert = a\r\n\t\ttimeout = 3\r\n\t\tretries = 3",
        "[global]\r\n\tcert = a\r\n\ttimeout = 3\r\n\tretries = 3",
        rule=RULE,
        reads={"global.cert": "a", "global.timeout": "3", "global.retries": "3"},
    )


def test_where_the_lines_below_would_break_only_the_line_itself_moves():
    check_config_fix(
        """
        [global]
        trusted-host =
            a.example
            timeout = 3
            b.example
        """,
        """
        [global]
        trusted-host =
            a.example
        timeout = 3
            b.example
        """,
        rule=RULE,
        reads={"global.trusted-host": "\na.example", "global.timeout": "3\nb.example"},
    )
