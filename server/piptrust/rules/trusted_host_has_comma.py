"""A list of hosts with commas."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.resolve.trusted_hosts import stops_pip


@rule(
    "trusted-host-has-comma",
    summary=mark("a trusted-host entry holds a comma, which pip takes for a part of the host"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_has_comma(view: View) -> Iterator[Diagnosis]:
    """Pip splits lists at white space only (pip 26.3, ``cli/parser.py:_update_defaults``)."""
    for entry in trust_entries(view, "trusted-host-has-comma"):
        error = stops_pip(entry.host, view.environment)
        if error is None:
            effect = tr(
                "pip ignores this entry: to it the comma is a part of the host's name, so certificates are still "
                "verified."
            )
        else:
            effect = tr(
                "pip stops with a traceback ({error}) on this entry: to it the comma is a part of the host's "
                "name, so certificates are still verified.",
                error=error,
            )
        if view.document.kind is FileKind.PIP_CONF:
            advice = tr("Remove the entry, or separate hosts by white space.")
        else:
            advice = tr("Remove the entry, or separate hosts by an option of its own for each.")
        message = sentences(effect, advice)
        severity = None if error is None else Severity.ERROR
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))
