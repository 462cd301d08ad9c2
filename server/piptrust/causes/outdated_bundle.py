"""pip's own list of public roots is older than the authority."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, ntr, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, is_public, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "outdated-bundle",
    title=mark("pip's own list of public roots is outdated"),
    pip_says=NO_ISSUER,
)
def outdated_bundle(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.PUBLIC, StoreKind.SYSTEM, StoreKind.CERTIFI_PACKAGE)
    own = next((s for s in case.stores if s.in_effect and s.kind is StoreKind.PIPS_OWN), None)
    if link is None or own is None or not is_public(case, link.certificate):
        return None
    return match(
        "outdated-bundle",
        tr(
            "pip refuses the certificate because its own list of public roots lacks '{name}', which "
            "current lists hold: {pip} carries an older one. Upgrade pip, from a file or another index if "
            "need be; upgrading certifi does not change what pip reads.",
            name=link.certificate.common_name,
            pip=case.environment.pip_name,
        ),
        Evidence(
            ntr(
                "pip's own list holds {number} certificate",
                "pip's own list holds {number} certificates",
                len(own.certificates),
            ),
            own.path or own.name,
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
