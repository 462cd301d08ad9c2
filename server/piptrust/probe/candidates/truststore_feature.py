"""Let pips that have truststore, and do not use it by default, use it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.resolve import quirks
from piptrust.resolve.quirks import holds
from piptrust.text.uri import uri_to_path


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    environment = case.environment
    offered = holds(quirks.TRUSTSTORE_FEATURE, environment) and not holds(
        quirks.TRUSTSTORE_BY_DEFAULT, environment
    )
    if not offered or not holds(quirks.PYTHON_HAS_TRUSTSTORE, environment) or case.trust.reads_system_store:
        return
    place = uri_to_path(bench.home.uri) or bench.home.uri
    title = tr("Let pip read the system's store: use-feature = truststore in {path}", path=place)
    yield Candidate(Offer("use-truststore", title), bench.home)
