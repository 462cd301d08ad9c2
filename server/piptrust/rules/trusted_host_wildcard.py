"""A star in an entry."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.trust_entries import places, trust_entries
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.trust import ineffective
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "trusted-host-wildcard",
    summary=mark("a trusted-host entry holds a star, which is no wildcard for https"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_wildcard(view: View) -> Iterator[Diagnosis]:
    """Only the gate for plain http knows a star, and only one that stands alone.

    pip 26.3, ``network/session.py:is_secure_origin`` compares ``secure_host != "*"``; ``add_trusted_host``
    mounts the entry's text as it is.
    """
    for entry in trust_entries(view, "trusted-host-wildcard"):
        if entry.host.host != "*":
            message = tr(
                "pip ignores this entry: it knows no wildcards, so certificates are still "
                "verified. Remove it, or write each host."
            )
            yield Diagnosis(entry.span, message, offers=ineffective(view, entry))
            continue
        if places(view).opened_by(entry.host):
            effect = tr(
                "pip accepts index pages and find-links over plain http from every host because of '*', as an "
                "index in use needs it, and still verifies all https certificates: anyone on the path to any "
                "http index can replace packages."
            )
        else:
            effect = tr(
                "pip accepts index pages and find-links over plain http from every host because of '*', and "
                "still verifies all https certificates: anyone on the path to any http index can replace "
                "packages."
            )
        message = sentences(effect, tr("Remove it; where an http index must stay, write its host."))
        severity = Severity.ERROR if view.deployed else None
        yield Diagnosis(entry.span, message, severity, offers=ineffective(view, entry))
