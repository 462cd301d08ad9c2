"""A port that is no port."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trusted_hosts import stops_pip


@rule(
    "trusted-host-bad-port",
    summary=mark("the port of a trusted-host entry is no number from 0 to 65535"),
    severity=Severity.ERROR,
    kinds=EVERYWHERE,
)
def trusted_host_bad_port(view: View) -> Iterator[Diagnosis]:
    """Pip asks ``urllib.parse`` for the port, which raises (pip 26.3, ``utils/misc.py:parse_netloc``)."""
    for entry in trust_entries(view, "trusted-host-bad-port"):
        error = stops_pip(entry.host, view.environment)
        if error is None:
            message = tr(
                "pip ignores this entry for https: no URL has a colon without a port behind this "
                "host, so certificates are still verified. Remove the entry, or the colon."
            )
            yield Diagnosis(entry.span, message, Severity.WARNING, offers=ineffective(view, entry))
            continue
        message = tr(
            "{pip} stops with a traceback whenever it needs the network: it cannot read the port "
            "of this entry ({error}). Remove the entry, or write a port from 1 to 65535.",
            pip=view.environment.pip_name,
            error=error,
        )
        yield Diagnosis(entry.span, message, offers=ineffective(view, entry))
