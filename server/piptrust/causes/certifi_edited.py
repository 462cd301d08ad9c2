"""The root was added to a certifi that pip does not read."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, is_public, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "certifi-edited",
    title=mark("the root was added to a certifi package that pip does not read"),
    pip_says=NO_ISSUER,
)
def certifi_edited(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.CERTIFI_PACKAGE)
    if link is None or link.store is None or is_public(case, link.certificate):
        return None
    return match(
        "certifi-edited",
        tr(
            "pip refuses the certificate because the root '{name}' was added to the certifi package of "
            "this environment, and pip reads only its own copy. The addition is also lost when certifi is "
            "upgraded. Put the root into a file of its own place and name that with cert or PIP_CERT.",
            name=link.certificate.common_name,
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
