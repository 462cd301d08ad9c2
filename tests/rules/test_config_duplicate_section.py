"""When a section is reported that stands twice, and what is offered."""

from __future__ import annotations

import pytest

from piptrust.engine.finding import Offer
from support.config_fix import titles_of
from support.fixture import check_findings, scene

RULE = "config-duplicate-section"


def test_every_further_header_is_flagged_and_points_to_the_first():
    result = check_findings(
        """
        [global]
        cert = a
        [install]
        [global] # again
        ^^^^^^^^ error[config-duplicate-section]
        proxy = b
          [install]
        [global]
        ^^^^^^^^ error[config-duplicate-section]
        """,
        only=[RULE],
    )
    findings = [f for f in result.findings() if f.rule == RULE]
    assert {r.span for f in findings for r in f.related} == {(0, 8)}


@pytest.mark.parametrize(
    "text",
    [
        "[DEFAULT]\na = 1\n[global]\n[DEFAULT]\nb = 1\n",
        "[global]\n[Global]\n[ global ]\n",
        "[global]\ncert = a\n  [global]\n",
        "[global]\n# [global]\n",
    ],
)
def test_what_pip_does_not_take_for_a_repetition_is_not_flagged(text: str):
    check_findings(text, only=[RULE])


def test_what_is_offered():
    assert titles_of("[global]\ncert = a\n[global]\nproxy = b\n", RULE) == [
        "Move these settings to '[global]' in line 1"
    ]
    assert titles_of("[global]\ncert = a\n[global]\n", RULE) == ["Remove this empty section"]


@pytest.mark.parametrize(("key", "safe"), [("proxy", True), ("cert", False)])
def test_joining_is_safe_where_nothing_has_to_be_chosen(key: str, safe: bool):
    findings = scene(f"[global]\ncert = a\n[global]\n{key} = b\n").findings()
    offers: list[Offer] = [offer for f in findings if f.rule == RULE for offer in f.offers]
    assert [offer.safe for offer in offers] == [safe]
