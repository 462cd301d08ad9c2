"""The root is on this machine, in a place where this pip does not look."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "root-in-other-store",
    title=mark("the root is on this machine, but not where pip looks"),
    pip_says=NO_ISSUER,
)
def root_in_other_store(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, *StoreKind)
    if link is None or link.store is None:
        return None
    return match(
        "root-in-other-store",
        tr(
            "pip refuses the certificate because its root, '{name}', stands in {store}, and pip does not "
            "look there. If you trust that place, name it with cert or PIP_CERT, or add the root to the "
            "bundle that pip reads.",
            name=link.certificate.common_name,
            store=link.store.name,
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
