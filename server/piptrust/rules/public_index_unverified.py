"""Certificate checks turned off for pip's default index or the host of its files."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificates import set_cert_offers
from piptrust.engine.offers.trust import removal, severity_of, without_effect
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "public-index-unverified",
    summary=mark("certificate checks are turned off for a public index or the host of its files"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def public_index_unverified(view: View) -> Iterator[Diagnosis]:
    """Any certificate will do for this host, so anyone on the path can replace packages."""
    for entry in trust_entries(view, "public-index-unverified"):
        hosts = ", ".join(dict.fromkeys(use.host for use in entry.uses if use.public))
        message = sentences(
            tr(
                "pip accepts any certificate for {hosts}, so anyone on the network path can hand it "
                "other packages, and their code runs when they are installed. Certificates of public "
                "hosts verify without this entry; where a proxy inspects connections, set 'cert' to "
                "its authority instead.",
                hosts=hosts,
            ),
            without_effect(entry),
        )
        yield Diagnosis(
            entry.span,
            message,
            severity_of(view, entry),
            Confidence.LIKELY if entry.replaced_by else Confidence.CERTAIN,
            offers=(removal(entry), *set_cert_offers(view, entry.span)),
        )
