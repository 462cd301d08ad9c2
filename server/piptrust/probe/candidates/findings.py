"""What the rules offer for configuration files in effect."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.rule import all_rules
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case

_ABOUT_CONNECTIONS = ("ca-", "client-cert-", "proxy-", "trusted-host-", "invalid-value")
_SEPARATE_FILES = frozenset({"pip-cert-block", "shell-lines", "allow-finding"})


def candidates(_case: Case, bench: Bench) -> Iterator[Candidate]:
    """Repairs of what is written there: a file converted, a path unquoted, a proxy's scheme."""
    only = frozenset(r.id for r in all_rules() if r.id.startswith(_ABOUT_CONNECTIONS))
    for file in bench.snapshot.configuration:
        if file.document is None:
            continue
        for finding in analyze(bench.snapshot, file.document, Selection(only=only)):
            for offer in finding.offers:
                if offer.disabled is None and not offer.lowers_security and offer.fix not in _SEPARATE_FILES:
                    yield Candidate(offer, file.document, finding)
