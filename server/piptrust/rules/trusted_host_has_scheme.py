"""An entry that was written as a URL."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import TrustEntry, meant_host, trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.resolve.trusted_hosts import stops_pip
from piptrust.text.uri import redact


@rule(
    "trusted-host-has-scheme",
    summary="a trusted-host entry is written as a URL, so pip ignores it or stops",
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
    read_as = f"it reads '{entry.host.host}' as the host" if entry.host.host else "it finds no host in it"
    return f"pip ignores this entry: {read_as}, so certificates are still verified. {_advice(entry)}"


def _stops(view: View, entry: TrustEntry, error: str) -> str:
    return (
        f"{view.environment.pip_name} stops with a traceback whenever it needs the network: it cannot read "
        f"this entry as a host ({redact(error)}). {_advice(entry)}"
    )


def _advice(entry: TrustEntry) -> str:
    host = meant_host(entry.text)
    return f"Remove it, or write the bare host: '{host}'." if host else "Remove it, or write a bare host."
