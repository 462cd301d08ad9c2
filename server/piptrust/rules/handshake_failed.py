"""The last probe saw that pip cannot get through to a place that this document names."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Evidence, Severity
from piptrust.engine.handshake import FAILED
from piptrust.engine.judgement.blame import blamed
from piptrust.engine.rule import Diagnosis, rule
from piptrust.engine.view import View


@rule(
    "handshake-failed",
    summary="the last handshake with a place in use failed as it would fail for pip",
    severity=Severity.ERROR,
)
def handshake_failed(view: View) -> Iterator[Diagnosis]:
    """Says which cause the evidence names; the cause's page says the rest."""
    for handshake in view.snapshot.handshakes:
        if handshake.outcome != FAILED:
            continue
        span = blamed(view, handshake)
        if span is None:
            continue
        place = f"{handshake.host}:{handshake.port}"
        title = f"{place}: {handshake.title}" if handshake.title else f"pip does not get through to {place}"
        cause = f" (cause: {handshake.cause})" if handshake.cause else ""
        made = Evidence(f"handshake with {place} at {handshake.when:%H:%M}", view.environment.pip_name)
        yield Diagnosis(
            span,
            f"{title}. {handshake.explanation}{cause}".strip(),
            evidence=(made, *handshake.evidence),
            offers=handshake.offers,
        )
