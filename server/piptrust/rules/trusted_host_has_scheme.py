"""An entry that was written as a URL."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import TrustEntry, meant_host, trust_entries
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import stops_pip
from piptrust.text.uri import redact


@rule(
    "trusted-host-has-scheme",
    summary=mark("a trusted-host entry is written as a URL, so pip ignores it or stops"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_has_scheme(view: View) -> Iterator[Diagnosis]:
    """Every entry gets ``https://`` in front, so the host of one that has it already is "https".

    With a port there are two colons, and pip takes the entry for an IPv6 address (pip 26.3,
    ``utils/misc.py:build_url_from_netloc``).
    """
    for entry in trust_entries(view, "trusted-host-has-scheme"):
        error = stops_pip(entry.host, view.environment)
        message = _ignored(entry) if error is None else _stops(view, entry, error)
        severity = None if error is None else Severity.ERROR
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))


def _ignored(entry: TrustEntry) -> str:
    if entry.host.host:
        effect = tr(
            "pip ignores this entry: it reads '{host}' as the host, so certificates are still verified.",
            host=entry.host.host,
        )
    else:
        effect = tr("pip ignores this entry: it finds no host in it, so certificates are still verified.")
    return sentences(effect, _advice(entry))


def _stops(view: View, entry: TrustEntry, error: str) -> str:
    return sentences(
        tr(
            "{pip} stops with a traceback whenever it needs the network: it cannot read this entry as a host "
            "({error}).",
            pip=view.environment.pip_name,
            error=redact(error),
        ),
        _advice(entry),
    )


def _advice(entry: TrustEntry) -> str:
    host = meant_host(entry.text)
    return (
        tr("Remove it, or write the bare host: '{host}'.", host=host)
        if host
        else tr("Remove it, or write a bare host.")
    )
