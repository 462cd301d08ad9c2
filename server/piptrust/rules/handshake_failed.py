"""The last probe saw that pip cannot get through to a place that this document names."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Evidence, Severity
from piptrust.engine.handshake import FAILED
from piptrust.engine.judgement.blame import blamed
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.rule import Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "handshake-failed",
    summary=mark("the last handshake with a place in use failed as it would fail for pip"),
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
        title = (
            f"{place}: {handshake.title}"
            if handshake.title
            else tr("pip does not get through to {place}", place=place)
        )
        cause = tr("(cause: {cause})", cause=handshake.cause) if handshake.cause else ""
        made = Evidence(
            tr("handshake with {place} at {when}", place=place, when=handshake.when.strftime("%H:%M")),
            view.environment.pip_name,
        )
        yield Diagnosis(
            span,
            sentences(f"{title}.", handshake.explanation, cause),
            evidence=(made, *handshake.evidence),
            offers=handshake.offers,
        )
