"""The last resort: pip verifies nothing for this host."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.resolve.indexes import split_url


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    target = case.target
    if not target.url.lower().startswith("https:"):
        return
    host = f"[{target.host}]" if ":" in target.host else target.host
    # Only the URL's own port is trusted, and only where it writes one.
    entry = host if split_url(target.url)[2] is None else f"{host}:{target.port}"
    title = tr("Turn off certificate checks for {host} (lowers security)", host=entry)
    yield Candidate(Offer("trust-hosts", title, {"hosts": entry}, lowers_security=True), bench.home)
