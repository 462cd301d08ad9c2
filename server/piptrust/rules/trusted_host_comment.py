"""A comment behind a list of hosts."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.applied import applied_settings, comments_in
from piptrust.engine.judgement.trust_entries import KEY
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.resolve.trusted_hosts import parse_trusted_host, stops_pip
from piptrust.text.span import Span


@rule(
    "trusted-host-comment",
    summary=mark("pip takes the words of a comment behind trusted-host for hosts"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def trusted_host_comment(view: View) -> Iterator[Diagnosis]:
    """In a configuration file a comment has a line of its own (``configparser`` without inline prefixes).

    '#' alone is an entry without a host, on which pip dies since 23.2 (``network/session.py``).
    """
    settings = applied_settings(view.document, KEY)
    for span in (span for setting in settings for span in comments_in(view.document, setting)):
        words = view.document.source(span).split()
        errors = [stops_pip(parse_trusted_host(word), view.environment) for word in words]
        error = next((e for e in errors if e is not None), None)
        if error is None:
            message = ntr(
                "pip takes this word for {number} more trusted host: in a configuration file a comment needs a "
                "line of its own. Move it to one.",
                "pip takes these words for {number} more trusted hosts: in a configuration file a comment needs "
                "a line of its own. Move it to one.",
                len(words),
            )
        else:
            message = tr(
                "{pip} stops with a traceback whenever it needs the network: in a configuration "
                "file a comment needs a line of its own, so it takes these words for hosts "
                "({error}). Move the comment to a line of its own.",
                pip=view.environment.pip_name,
                error=error,
            )
        severity = None if error is None else Severity.ERROR
        yield Diagnosis(span, message, severity, offers=(_move(span),))


def _move(span: Span) -> Offer:
    arguments = {"start": str(span.start), "end": str(span.end)}
    return Offer(
        "move-comment", tr("Move the comment to a line of its own"), arguments, safe=True, preferred=True
    )
