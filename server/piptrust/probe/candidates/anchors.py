"""Which anchor a failed chain lacks, and where on this machine it is."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.probe.cause import Case, Store, StoreKind
from piptrust.x509.certificate import Certificate

_MOST_STORES = 3


def missing_anchor(case: Case) -> str | None:
    """The subject of the certificate that would complete the chain; None where the chain was not seen.

    Where only the leaf could be had, what issued the leaf may be an intermediate that the server did present.
    """
    top = case.top
    if top is None or (case.result.chain_source == "leaf" and not top.self_issued):
        return None
    return top.subject if top.self_issued else top.issuer


def stores_to_try(case: Case) -> Iterator[tuple[Store, Certificate | None]]:
    """Stores that this pip does not consult, each with the missing anchor that it holds.

    All of them, without a certificate, where nobody knows which one is missing.
    """
    wanted = missing_anchor(case)
    seen: set[str] = set()
    for store in case.stores:
        if store.in_effect or store.path is None or store.path in seen or len(seen) == _MOST_STORES:
            continue
        held = next((c for c in store.certificates if c.subject == wanted), None)
        if held is not None or (wanted is None and store.certificates):
            seen.add(store.path)
            yield store, held


def is_fragile(store: Store) -> bool:
    """Whether an upgrade would overwrite the file: a package's own bundle is no place to point pip at."""
    return store.kind is StoreKind.CERTIFI_PACKAGE
