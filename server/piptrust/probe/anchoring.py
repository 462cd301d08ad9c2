"""Which trust anchor completes a presented chain, and where on this machine it is."""

from __future__ import annotations

from collections.abc import Sequence

from piptrust.probe.cause import Store
from piptrust.text.records import dataclass
from piptrust.x509.certificate import Certificate
from piptrust.x509.chain import may_have_issued, presented_path


@dataclass(frozen=True)
class Anchor:
    """A certificate of a store that a presented chain leads to. Names and keys tell; signatures are not computed."""

    certificate: Certificate
    store: Store


@dataclass(frozen=True)
class Anchoring:
    """Where a chain ends.

    Attributes:
        anchor: what pip completes the chain with; where it cannot, what would complete it; or None.
        completed_by: the stores that would complete it, where none in effect does.
    """

    anchor: Anchor | None
    completed_by: tuple[Store, ...] = ()


def anchoring(chain: Sequence[Certificate], stores: Sequence[Store]) -> Anchoring:
    """Where the chain, leaf first, ends among the stores, those in effect first."""
    found = [a for a in (_anchor_in(store, chain) for store in stores) if a is not None]
    in_effect = [anchor for anchor in found if anchor.store.in_effect]
    if in_effect:
        return Anchoring(in_effect[0])
    return Anchoring(found[0] if found else None, tuple(anchor.store for anchor in found))


def _anchor_in(store: Store, chain: Sequence[Certificate]) -> Anchor | None:
    """The nearest to the leaf, which OpenSSL takes too (X509_V_FLAG_TRUSTED_FIRST, the default since 1.1.0)."""
    for index in presented_path(chain):
        for certificate in store.certificates:
            if may_have_issued(certificate, chain[index]):
                return Anchor(certificate, store)
    return None
