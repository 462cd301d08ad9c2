"""When settings in [DEFAULT] are reported."""

from __future__ import annotations

import pytest

from support.config_fix import check_config_fix, titles_of
from support.fixture import check_findings

RULE = "config-default-section"


def test_beside_other_sections_it_is_odd():
    scene = check_findings(
        """
        [DEFAULT]
        ^^^^^^^^^ information[config-default-section]
        cert = /a.pem
        [install]
        [download]
        """,
        only=[RULE],
    )
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert "('[install]', '[download]')" in finding.message


def test_alone_it_does_nothing():
    check_findings(
        """
        [DEFAULT]
        ^^^^^^^^^ warning[config-default-section]
        cert = /a.pem
        """,
        only=[RULE],
    )


@pytest.mark.parametrize("text", ["[DEFAULT]\n[global]\n", "[default]\ncert = a\n", "[global]\ncert = a\n"])
def test_other_sections_and_an_empty_one_are_not_flagged(text: str):
    check_findings(text, only=[RULE])


def test_it_can_be_renamed():
    check_config_fix(
        "[DEFAULT] # all\ncert = /a.pem\n",
        "[global] # all\ncert = /a.pem\n",
        rule=RULE,
        reads={"global.cert": "/a.pem"},
    )


def test_it_cannot_be_renamed_to_a_section_that_exists():
    assert titles_of("[DEFAULT]\ncert = a\n[global]\n", RULE) == []
