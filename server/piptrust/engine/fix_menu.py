"""The fixes of some findings as a person is offered them: each once, the best first, the risky last."""

from __future__ import annotations

from collections.abc import Iterable

from piptrust.engine.analyze import INTERNAL_ERROR
from piptrust.engine.finding import Finding, Offer, Standing
from piptrust.locale import tr
from piptrust.text.records import dataclass

ALLOW_FINDING = "allow-finding"
_STANDINGS = (Standing.PROVEN, Standing.UNTESTED, Standing.REFUTED)


@dataclass(frozen=True)
class Choice:
    """One line of the menu: the offer, and every finding that makes it; it is built for the first."""

    offer: Offer
    findings: tuple[Finding, ...]


def fix_menu(findings: Iterable[Finding]) -> list[Choice]:
    """All offers, and for each finding the one to allow it by a comment."""
    merged: dict[tuple[str, str, tuple[tuple[str, str], ...]], tuple[Offer, list[Finding]]] = {}
    for finding in findings:
        for offer in (*finding.offers, *_allowing(finding)):
            key = (offer.fix, offer.title, tuple(sorted(offer.arguments.items())))
            merged.setdefault(key, (offer, []))[1].append(finding)
    choices = [Choice(offer, tuple(of)) for offer, of in merged.values()]
    choices.sort(key=lambda choice: _rank(choice.offer))
    return choices


def _allowing(finding: Finding) -> tuple[Offer, ...]:
    if finding.rule == INTERNAL_ERROR:
        return ()
    start, end = finding.span
    # The place makes the offers of two findings of one rule different.
    arguments = {"rule": finding.rule, "start": str(start), "end": str(end)}
    return (Offer(ALLOW_FINDING, tr("Allow '{rule}' here by a comment", rule=finding.rule), arguments),)


def _rank(offer: Offer) -> tuple[bool, bool, bool, int, bool, bool]:
    return (
        offer.lowers_security,
        offer.disabled is not None,
        offer.fix == ALLOW_FINDING,
        _STANDINGS.index(offer.standing),
        not offer.preferred,
        not offer.safe,
    )
