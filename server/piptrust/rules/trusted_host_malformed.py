"""An entry in which pip finds no host that it could compare."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import TrustEntry, trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import Flaw, stops_pip
from piptrust.text.uri import redact


@rule(
    "trusted-host-malformed",
    summary=mark("a trusted-host entry is no host, so pip ignores it or stops"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_malformed(view: View) -> Iterator[Diagnosis]:
    """An entry without a host is an error since pip 23.2 (``network/session.py:add_trusted_host``)."""
    for entry in trust_entries(view, "trusted-host-malformed"):
        error = stops_pip(entry.host, view.environment)
        if error is None:
            yield Diagnosis(entry.span, _ignored(entry), offers=ineffective(view, entry))
            continue
        message = tr(
            "{pip} stops with a traceback whenever it needs the network: it cannot read this entry "
            "as a host ({error}). Remove it, or write a bare host.",
            pip=view.environment.pip_name,
            error=redact(error),
        )
        yield Diagnosis(entry.span, message, Severity.ERROR, offers=ineffective(view, entry))


def _ignored(entry: TrustEntry) -> str:
    if entry.host.has(Flaw.USER):
        return tr(
            "pip ignores this entry for https: it takes credentials out of a URL before it "
            "compares hosts, so certificates are still verified. Remove the entry, or the part up "
            "to '@'."
        )
    return tr(
        "pip ignores this entry: it finds no host in it, so certificates are still verified. "
        "Remove it, or write a bare host."
    )
