"""A quoted host."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.resolve.trusted_hosts import stops_pip
from piptrust.text.uri import redact


@rule(
    "trusted-host-quoted",
    summary="a trusted-host entry has quotes, which pip takes for a part of the host",
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_quoted(view: View) -> Iterator[Diagnosis]:
    """Quotes mean nothing in a configuration file (``configparser.RawConfigParser``)."""
    for entry in trust_entries(view, "trusted-host-quoted"):
        error = stops_pip(entry.host, view.environment)
        what = "ignores" if error is None else f"stops with a traceback ({redact(error)}) on"
        message = (
            f"pip {what} this entry: to it the quotes are a part of the host's name, so certificates are "
            "still verified. Remove the entry, or the quotes."
        )
        severity = None if error is None else Severity.ERROR
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))
