"""Take out a trusted-host entry that covers a place, to see whether pip can do without."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.judgement.trust_entries import all_entries
from piptrust.engine.offers.trust import REMOVE_NEEDLESS, removal
from piptrust.engine.view import View
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.trusted_hosts import covers_https

_MOST_ENTRIES = 50


def candidates(target: ProbeTarget, bench: Bench) -> Iterator[Candidate]:
    """One for each entry of a file in effect that covers the target."""
    snapshot = bench.snapshot
    for document in snapshot.documents.values():
        view = View(snapshot, document)
        if not view.in_effect or not document.settings_named("trusted-host"):
            continue
        for entry in all_entries(view)[:_MOST_ENTRIES]:
            covers = entry.replaced_by is None and covers_https(entry.host, target.url, snapshot.environment)
            if covers:
                yield Candidate(removal(entry, REMOVE_NEEDLESS), document)
