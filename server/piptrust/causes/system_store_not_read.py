"""The system trusts the root, but this pip does not ask the system."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, is_public, lacking, vendor_name
from piptrust.probe.report import CauseMatch
from piptrust.resolve import quirks
from piptrust.resolve.quirks import holds


@cause(
    "system-store-not-read",
    title=mark("the system store holds the root, but this pip does not read it"),
    pip_says=NO_ISSUER,
)
def system_store_not_read(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.SYSTEM)
    if link is None or case.trust.reads_system_store or is_public(case, link.certificate):
        return None
    return match(
        "system-store-not-read",
        tr(
            "pip refuses the certificate although the system store holds its root, '{name}': {why}",
            name=link.certificate.common_name,
            why=_why(case),
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )


def _why(case: Case) -> str:
    pip = case.environment.pip_name
    if not holds(quirks.PYTHON_HAS_TRUSTSTORE, case.environment):
        return tr(
            "pip reads it only on Python 3.10 and later. Use a newer Python, or name the system's bundle "
            "with cert or PIP_CERT."
        )
    if not holds(quirks.TRUSTSTORE_BY_DEFAULT, case.environment):
        return tr(
            "{pip} reads it only when asked. Upgrade to pip 24.2 or later, which reads it by default, ask "
            "with use-feature = truststore (pip 22.2 and later), or name the system's bundle with cert or "
            "PIP_CERT.",
            pip=pip,
        )
    if case.trust.row.proxied:
        return tr(
            "{pip} does not read it through a proxy while a bundle is set. Upgrade to pip 25.2 or later, "
            "or add the root to the bundle.",
            pip=pip,
        )
    return tr(
        "use-deprecated = legacy-certs keeps pip from reading it. Remove that option, or name the system's "
        "bundle with cert or PIP_CERT."
    )
