"""The chosen bundle stands instead of the public roots, and lacks this one."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, ntr, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "bundle-pinned",
    title=mark("the chosen bundle replaces the public roots and lacks this one"),
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
        tr(
            "pip refuses the certificate because the bundle that {setter} sets stands instead of pip's "
            "own roots, and it lacks '{name}', a public one. Add the public roots to the bundle or, if "
            "every index is public, remove the setting. pip 24.2 and later only add to their own roots.",
            setter=bundle.set_by,
            name=link.certificate.common_name,
        ),
        Evidence(
            ntr(
                "the bundle holds {number} certificate",
                "the bundle holds {number} certificates",
                len(bundle.certificates),
            ),
            bundle.path or bundle.name,
        ),
        *(
            Evidence(tr("with the same bundle {key} is accepted", key=key), tr("handshake"))
            for key in verified[:1]
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
