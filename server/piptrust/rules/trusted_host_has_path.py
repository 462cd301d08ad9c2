"""An entry with a slash: a path, or a network."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import TrustEntry, meant_host, places, trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import Flaw, stops_pip


@rule(
    "trusted-host-has-path",
    summary=mark("a trusted-host entry has a slash, so pip applies it to next to nothing"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_has_path(view: View) -> Iterator[Diagnosis]:
    """Only URLs that start with the whole entry count (pip 26.3, ``session.py:add_trusted_host``)."""
    for entry in trust_entries(view, "trusted-host-has-path"):
        error = stops_pip(entry.host, view.environment)
        severity = None if error is None else Severity.ERROR
        message = f"{_what_pip_does(view, entry, error)} {_advice(entry)}"
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))


def _what_pip_does(view: View, entry: TrustEntry, error: str | None) -> str:
    if error is not None:
        return tr(
            "{pip} stops with a traceback when it reads this entry ({error}).",
            pip=view.environment.pip_name,
            error=error,
        )
    if entry.host.has(Flaw.NETWORK):
        return tr(
            "pip does not trust this network: entries name one host each, so this one stands for "
            "'{host}' at most, and https certificates are still verified.",
            host=entry.host.host,
        )
    if entry.uses:
        return tr(
            "pip does not verify certificates for URLs that start with this entry, but for all "
            "others of the host, so index pages come from anyone while downloads may still fail."
        )
    if places(view).opened_by(entry.host):
        return tr(
            "pip uses the plain http index of this host because of the entry, but still verifies "
            "its https certificates: hosts are written without a path."
        )
    return tr(
        "pip ignores this entry for https: no URL in use starts with it, so certificates are still "
        "verified. Hosts are written without a path."
    )


def _advice(entry: TrustEntry) -> str:
    host = meant_host(entry.text)
    return (
        tr("Remove it, or write the bare host: '{host}'.", host=host)
        if host
        else tr("Remove it, or write a bare host.")
    )
