"""Certificate checks turned off for an index of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.judgement.written_urls import is_local
from piptrust.engine.offers.trust import severity_of, verify_instead, without_effect
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "private-index-unverified",
    summary=mark("certificate checks are turned off for a host that packages come from"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def private_index_unverified(view: View) -> Iterator[Diagnosis]:
    """Any certificate will do for this host, so anyone on the path can replace packages."""
    for entry in trust_entries(view, "private-index-unverified"):
        use = entry.uses[0]
        local = all(is_local(view, u.url) for u in entry.uses)
        place = {"host": use.host, "role": tr(use.role.value)}
        if local:
            effect = tr(
                "pip accepts any certificate for {host} (the {role}), so any program on this machine can hand it "
                "other packages, and their code runs when they are installed.",
                **place,
            )
        else:
            effect = tr(
                "pip accepts any certificate for {host} (the {role}), so anyone on the network path can hand it "
                "other packages, and their code runs when they are installed.",
                **place,
            )
        advice = tr("Set 'cert' to the authority that signed the host's certificate, and remove this entry.")
        message = sentences(effect, advice, without_effect(entry))
        yield Diagnosis(
            entry.span,
            message,
            Severity.INFORMATION if local else severity_of(view, entry),
            Confidence.LIKELY if entry.replaced_by else Confidence.CERTAIN,
            offers=verify_instead(view, entry),
        )
