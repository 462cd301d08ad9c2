"""An entry that turns off checks which would succeed."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Evidence, Offer, Severity, Standing, Tag
from piptrust.engine.handshake import UNVERIFIED, Handshake
from piptrust.engine.judgement.trust_entries import TrustEntry, all_entries
from piptrust.engine.judgement.wording import listed
from piptrust.engine.offers.trust import REMOVE_NEEDLESS, removal
from piptrust.engine.rule import Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import covers_https
from piptrust.text.records import replace


@rule(
    "trusted-host-not-needed",
    summary=mark("a trusted-host entry turns off certificate checks that would succeed"),
    severity=Severity.WARNING,
)
def trusted_host_not_needed(view: View) -> Iterator[Diagnosis]:
    """Only a probe can know: every place that the entry covers was tried with verification, and verified.

    One entry without a port covers all ports of its host; a place that still needs it keeps it.
    """
    if not view.in_effect or not view.snapshot.handshakes:
        return
    for entry in all_entries(view):
        covered = _covered(view, entry) if entry.replaced_by is None else []
        if not covered or not all(h.needless_trust for h in covered) or not _all_known(entry, covered):
            continue
        hosts = listed(list(dict.fromkeys(handshake.host for handshake in covered)))
        yield Diagnosis(
            entry.span,
            tr(
                "pip accepts any certificate for {hosts} because of this entry, but it can do without: "
                "a handshake that verifies succeeded with the authorities that this pip uses. Remove "
                "the entry.",
                hosts=hosts,
            ),
            evidence=tuple(_evidence(view, handshake) for handshake in covered),
            tags=(Tag.UNNECESSARY,),
            offers=(_removal(entry),),
        )


def _covered(view: View, entry: TrustEntry) -> list[Handshake]:
    return [
        handshake
        for handshake in view.snapshot.handshakes
        if handshake.outcome == UNVERIFIED and covers_https(entry.host, handshake.url, view.environment)
    ]


def _all_known(entry: TrustEntry, covered: list[Handshake]) -> bool:
    """Whether no place in use that the entry covers was left out of the probe."""
    known = {(handshake.host, handshake.port) for handshake in covered}
    return all((use.host, use.port or 443) in known for use in entry.uses)


def _evidence(view: View, handshake: Handshake) -> Evidence:
    place = f"{handshake.host}:{handshake.port}"
    text = tr(
        "{place} verified at {when} without the entry", place=place, when=handshake.when.strftime("%H:%M")
    )
    return Evidence(text, view.environment.pip_name)


def _removal(entry: TrustEntry) -> Offer:
    return replace(removal(entry, REMOVE_NEEDLESS), standing=Standing.PROVEN)
