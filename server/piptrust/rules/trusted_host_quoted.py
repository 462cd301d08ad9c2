"""A quoted host."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import stops_pip
from piptrust.text.uri import redact


@rule(
    "trusted-host-quoted",
    summary=mark("a trusted-host entry has quotes, which pip takes for a part of the host"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_quoted(view: View) -> Iterator[Diagnosis]:
    """Quotes mean nothing in a configuration file (``configparser.RawConfigParser``)."""
    for entry in trust_entries(view, "trusted-host-quoted"):
        error = stops_pip(entry.host, view.environment)
        if error is None:
            message = tr(
                "pip ignores this entry: to it the quotes are a part of the host's name, so certificates are "
                "still verified. Remove the entry, or the quotes."
            )
        else:
            message = tr(
                "pip stops with a traceback ({error}) on this entry: to it the quotes are a part of the host's "
                "name, so certificates are still verified. Remove the entry, or the quotes.",
                error=redact(error),
            )
        severity = None if error is None else Severity.ERROR
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))
