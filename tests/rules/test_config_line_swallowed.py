"""When a line is reported that belongs to the value above only by its indentation."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, scene

RULE = "config-line-swallowed"


def test_a_section_header_below_a_setting():
    check_findings(
        """
        [global]
        cert = /a.pem
          [install]
        # ^^^^^^^^^ warning[config-line-swallowed]
          no-deps = yes
        """,
        only=[RULE],
    )


def test_a_setting_below_a_setting():
    check_findings(
        """
        [global]
        cert = /a.pem
            timeout: 3
        #   ^^^^^^^^^^ warning[config-line-swallowed]
        proxy = b
        """,
        only=[RULE],
    )


def test_a_setting_in_a_list_of_hosts():
    check_findings(
        """
        [global]
        trusted-host =
            a.example
            # the index
            index_url = https://a.example/simple
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[config-line-swallowed]
            b.example
        """,
        only=[RULE],
    )


def test_one_finding_for_each_value():
    check_findings(
        """
        [global]
        cert = /a.pem
          timeout = 3
        # ^^^^^^^^^^^ warning[config-line-swallowed]
          retries = 3
        proxy = b
          [install]
        # ^^^^^^^^^ warning[config-line-swallowed]
          [download]
        """,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "value",
    [
        "https://a.example/simple?index-url=x",
        "proxy:8080",
        "[::1]",
        "[::1]:8080",
        "[2001]",
        "[x]",
        "anything = else",
        "--cert=/a.pem",
        "# cert = /a.pem",
        "key=timeout=3",
    ],
)
def test_what_may_be_a_value_is_not_flagged(value: str):
    check_findings(f"[global]\ntrusted-host =\n    a.example\n    {value}\n", only=[RULE])


@pytest.mark.parametrize(
    "text",
    [
        "[global]\n  cert = a\n  proxy = b\n",
        "  [global]\n  cert = a\n  [install]\n",
        "[global]\ncert = timeout = 3\n",
        "[install]\nconfig-settings =\n  cert=a\n  timeout=3\n",
    ],
)
def test_settings_that_pip_sees_are_not_flagged(text: str):
    check_findings(text, only=[RULE])


@pytest.mark.parametrize(
    ("rest", "said", "safe"),
    [
        ("", "takes this setting for a part", True),
        ("  retries = 3\n", "takes this setting and the line below it for a part", True),
        ("  a.example\n  b.example\n", "takes this setting and the 2 lines below it for a part", False),
    ],
)
def test_the_message_counts_and_only_what_is_clear_is_safe(rest: str, said: str, safe: bool):
    (finding,) = (f for f in scene(f"[global]\ncert = a\n  timeout = 3\n{rest}").findings() if f.rule == RULE)
    assert said in finding.message
    assert [offer.safe for offer in finding.offers] == [safe]
