"""The menu: each fix once, the best first, the risky last."""

from __future__ import annotations

from piptrust.engine.finding import Finding, Offer, Severity, Standing
from piptrust.engine.fix_menu import fix_menu
from piptrust.text.span import Span


def finding(*offers: Offer, rule: str = "a-rule", start: int = 0) -> Finding:
    return Finding(rule, "file:///x", Span(start, start + 1), "", Severity.WARNING, offers=offers)


def titles(*findings: Finding) -> list[str]:
    return [choice.offer.title for choice in fix_menu(findings)]


def test_the_order():
    offers = (
        Offer("f", "lowers", lowers_security=True, preferred=True),
        Offer("f", "disabled", disabled="why"),
        Offer("f", "refuted", standing=Standing.REFUTED),
        Offer("f", "plain"),
        Offer("f", "safe", safe=True),
        Offer("f", "preferred", preferred=True),
        Offer("f", "proven", standing=Standing.PROVEN),
    )
    allow = "Allow 'a-rule' here by a comment"
    assert titles(finding(*offers)) == [
        "proven",
        "preferred",
        "safe",
        "plain",
        "refuted",
        allow,
        "disabled",
        "lowers",
    ]


def test_the_same_fix_of_two_findings_stands_there_once():
    offer = Offer("f", "do it", {"start": "1"})
    choices = fix_menu([finding(offer), finding(offer, rule="b-rule", start=5)])
    assert [(c.offer.title, len(c.findings)) for c in choices if c.offer.fix == "f"] == [("do it", 2)]


def test_our_own_failure_cannot_be_allowed():
    assert titles(finding(rule="internal-error")) == []
