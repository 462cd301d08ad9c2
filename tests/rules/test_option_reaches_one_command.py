from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, findings_of, offers_of, scene

RULE = "option-reaches-one-command"
ONLY = [RULE]


def test_what_one_command_has_and_others_go_without():
    check_findings(
        """
        [global]
          timeout = 5
        [install]
          cert = /a.pem
        # ^^^^ information[option-reaches-one-command]
          pypi-url = https://a.example/simple
        # ^^^^^^^^ information[option-reaches-one-command]
          trusted-host = a.example
        # ^^^^^^^^^^^^ information[option-reaches-one-command]
          no-deps = yes
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "text",
    [
        "[global]\ncert = /a.pem\n",
        "[global]\ncert = /a.pem\n[install]\ncert = /b.pem\n",
        "[install]\ncert = /a.pem\n[download]\ncert = /b.pem\n",
        "[install]\nindex-url = a\n[wheel]\npypi-url = b\n",
        "[search]\nindex = a\n",
        "[config]\ncert = /a.pem\n",
        "[install]\ncert =\n",
    ],
)
def test_what_looks_deliberate(text: str):
    check_findings(text, only=ONLY)


def test_other_files_and_variables_count_too():
    text = "[install]\ncert = /a.pem\n"
    check_findings(text, files={"/etc/pip.conf": "[global]\ncert = /b.pem\n"}, only=ONLY)
    check_findings(text, variables={"PIP_CERT": "/b.pem"}, only=ONLY)


def test_only_commands_of_this_pip_are_named():
    (finding,) = findings_of(scene("[download]\ncert = /a.pem\n", pip="20.3.4"), RULE)
    assert "'pip install', 'pip wheel' and 'pip list' go without 'cert'" in finding.message


def test_the_option_of_search_is_no_index_url():
    check_findings(
        """
        [global]
          index = https://a.example/simple
        # ^^^^^ warning[option-reaches-one-command]
        """,
        only=ONLY,
    )
    check_fix("[global]\nindex = x\n", "[global]\nindex-url = x\n", rule=RULE, title="Rename")


def test_moving():
    check_fix("[install]\ncert = /a.pem\n", "[global]\ncert = /a.pem\n", rule=RULE, title="Move")


def test_moving_trusted_hosts_is_marked():
    ((_, offer),) = offers_of(scene("[install]\ntrusted-host = a.example\n"), RULE)
    assert offer.lowers_security
    assert not offer.preferred
