"""A variable of the environment beats the bundle that would do."""

from __future__ import annotations

from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch
from piptrust.resolve.trust import BUNDLE_VARIABLES


@cause(
    "environment-bundle-wins",
    title="a variable beats the bundle that holds the root",
    pip_says=NO_ISSUER,
)
def environment_bundle_wins(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.BUNDLE)
    winner = case.trust.bundle
    if link is None or link.store is None or winner is None or winner.key not in BUNDLE_VARIABLES:
        return None
    beaten = link.store.set_by
    return match(
        "environment-bundle-wins",
        f"pip refuses the certificate because it reads the bundle in {winner.key} instead of the one that "
        f"{beaten} sets, and only the latter holds the root '{link.certificate.common_name}'. Variables of "
        f"the environment beat --cert and cert. Unset {winner.key}, or let it name the bundle with the root.",
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
