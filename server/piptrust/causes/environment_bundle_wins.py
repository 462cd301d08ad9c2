"""A variable of the environment beats the bundle that would do."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch
from piptrust.resolve.trust import BUNDLE_VARIABLES


@cause(
    "environment-bundle-wins",
    title=mark("a variable beats the bundle that holds the root"),
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
        tr(
            "pip refuses the certificate because it reads the bundle in {variable} instead of the one "
            "that {beaten} sets, and only the latter holds the root '{name}'. Variables of the "
            "environment beat --cert and cert. Unset {variable}, or let it name the bundle with the root.",
            variable=winner.key,
            beaten=beaten,
            name=link.certificate.common_name,
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
