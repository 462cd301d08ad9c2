"""The index is trusted, the host that it takes its files from is not."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.trust_entries import KEY, TrustEntry, trust_entries, verified_file_host
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificates import set_cert_offers
from piptrust.engine.offers.trust import removal, severity_of, without_effect
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.text.edit import newline_of


@rule(
    "trusted-host-without-file-host",
    summary=mark("an index is trusted, but the host of its files is still verified"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def trusted_host_without_file_host(view: View) -> Iterator[Diagnosis]:
    """Links on the index's pages lead to another host, which every request is matched against anew."""
    for entry in trust_entries(view, "trusted-host-without-file-host"):
        file_host = verified_file_host(view, entry.setting)
        if file_host is None:
            continue
        effect = tr(
            "pip accepts any certificate for {index_host}, but still verifies {file_host}, from which the "
            "index's files come: where certificates are the problem, downloads fail all the same, and where "
            "they are not, anyone on the network path can change the index pages. Remove the entry; where a "
            "proxy inspects connections, set 'cert' to its authority instead.",
            index_host=entry.host.host,
            file_host=file_host.host,
        )
        message = sentences(effect, without_effect(entry))
        yield Diagnosis(
            entry.span,
            message,
            severity_of(view, entry),
            offers=(
                removal(entry),
                *set_cert_offers(view, entry.span),
                _trust_file_host(view, entry, file_host.host),
            ),
        )


def _trust_file_host(view: View, entry: TrustEntry, host: str) -> Offer:
    in_config = view.document.kind is FileKind.PIP_CONF
    between = " " if in_config else f"{newline_of(view.document.text)}--{KEY} "
    title = tr("Trust {host} as well, without certificate checks (lowers security)", host=host)
    arguments = {
        "start": str(entry.span.end),
        "end": str(entry.span.end),
        "expected": "",
        "text": between + host,
    }
    return Offer("replace-text", title, arguments, lowers_security=True)
