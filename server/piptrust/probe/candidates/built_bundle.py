"""Build one bundle of the public roots, the missing anchor, and what the chosen bundle holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

from piptrust.engine.edits.own_bundle import FILE_NAME
from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.anchors import missing_anchor, stores_to_try
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.resolve.trust import SourceKind

# A bundle with more certificates is one of public roots, which the new one holds anyway.
_MOST_KEPT = 20


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """Nothing where pip's own bundle alone would do, or where nobody knows which anchor is missing."""
    if missing_anchor(case) is None and case.result.chain:
        return
    interpreter = case.environment.interpreter
    own = interpreter.certifi_where if interpreter is not None else None
    roots: dict[str, dict[str, str]] = {}
    names: list[str] = []
    for store, held in stores_to_try(case):
        if held is not None and store.path is not None and store.path != own and held.sha256 not in roots:
            roots[held.sha256] = {"path": store.path, "sha256": held.sha256}
            names.append(held.common_name)
    chosen = {s.path for s in case.trust.sources if s.kind is SourceKind.BUNDLE}
    for store in case.stores:
        if store.in_effect and store.path in chosen and len(store.certificates) <= _MOST_KEPT:
            for certificate in store.certificates:
                roots.setdefault(certificate.sha256, {"path": store.path or "", "sha256": certificate.sha256})
                names.append(certificate.common_name)
    if not roots:
        return
    path = f"{bench.data_folder.rstrip('/')}/{FILE_NAME}"
    listed = tr(" and ").join(f"'{name}'" for name in list(dict.fromkeys(names))[:3])
    title = tr(
        "Build a CA bundle of pip's public roots and {names}, and set cert to it ({path})",
        names=listed,
        path=path,
    )
    arguments = {"path": path, "roots": json.dumps(list(roots.values()))}
    yield Candidate(Offer("build-bundle", title, arguments), bench.home)
