"""The chosen bundle stands instead of the public roots, and lacks this one."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "bundle-pinned",
    title="the chosen bundle replaces the public roots and lacks this one",
    pip_says=NO_ISSUER,
)
def bundle_pinned(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.PIPS_OWN, StoreKind.PUBLIC)
    bundle = next((s for s in case.stores if s.in_effect and s.kind is StoreKind.BUNDLE), None)
    if link is None or bundle is None or not case.trust.replaces_defaults:
        return None
    verified = [
        key for key, result in case.others.items() if result.error is None and key.startswith("https:")
    ]
    return match(
        "bundle-pinned",
        f"pip refuses the certificate because the bundle that {bundle.set_by} sets stands instead of pip's "
        f"own roots, and it lacks '{link.certificate.common_name}', a public one. Add the public roots to "
        "the bundle or, if every index is public, remove the setting. pip 24.2 and later only add to their "
        "own roots.",
        Evidence(f"the bundle holds {len(bundle.certificates)} certificates", bundle.path or bundle.name),
        *(Evidence(f"with the same bundle {key} is accepted", "handshake") for key in verified[:1]),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
