"""The server leaves out a certificate between its own and the root."""

from __future__ import annotations

import re

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import (
    NO_ISSUER,
    openssl_says,
    past_end,
    presented,
    seen,
    unexplained,
    vendor_of,
)
from piptrust.probe.report import CauseMatch
from piptrust.x509.chain import may_have_issued
from piptrust.x509.details import details


@cause(
    "missing-intermediate",
    title=mark("the server does not send an intermediate certificate"),
    pip_says=(*NO_ISSUER[:1], *NO_ISSUER[2:]),
)
def missing_intermediate(case: Case) -> CauseMatch | None:
    path = presented(case)
    if not path or not unexplained(case) or path[-1].certificate.self_issued or vendor_of(case) is not None:
        return None
    top = path[-1]
    reason = _reason(case)
    if reason is None:
        return None
    addresses = details(top.certificate).issuer_urls
    return match(
        "missing-intermediate",
        tr(
            "pip refuses the certificate because the server does not send the certificate of '{issuer}', "
            "which connects its own with a root. Browsers often fetch or remember it; pip on OpenSSL does "
            "not. The server has to present its whole chain; until then a bundle that holds the "
            "intermediate helps.",
            issuer=top.certificate.issuer,
        ),
        openssl_says(case),
        seen(
            top,
            tr(
                "'{name}' is the last that the server sends; '{issuer}' should follow",
                name=top.certificate.common_name,
                issuer=top.certificate.issuer,
            ),
        ),
        reason,
        *(
            Evidence(
                tr("the certificate says where its issuer's can be had: {url}", url=url), tr("certificate")
            )
            for url in addresses[:1]
        ),
        broken_at=past_end(case),
    )


def _reason(case: Case) -> Evidence | None:
    """Why the issuer is an intermediate of a known root, and not an unknown root."""
    top = presented(case)[-1].certificate
    held = next(
        (c for s in case.stores for c in s.certificates if not c.self_issued and may_have_issued(c, top)),
        None,
    )
    if held is not None:
        return Evidence(tr("that intermediate is on this machine"), tr("stores"))
    for other in case.others.values():
        if any(not c.self_issued and may_have_issued(c, top) for c in other.chain):
            return Evidence(
                tr("another server sends that intermediate: {place}", place=other.id), tr("handshake")
            )
    if details(presented(case)[0].certificate).public:
        return Evidence(tr("the certificate has marks that only public authorities give"), tr("certificate"))
    organisation = _organisation(top.issuer)
    for store in case.stores:
        trusted = store.in_effect or store.kind is StoreKind.PUBLIC
        if (
            trusted
            and organisation
            and any(_organisation(c.subject) == organisation for c in store.certificates)
        ):
            return Evidence(
                tr(
                    "a trusted root belongs to the same organisation, '{organisation}'",
                    organisation=organisation,
                ),
                store.name,
            )
    return None


def _organisation(name: str) -> str:
    """The O of a distinguished name."""
    found = re.search(r"(?:^|[,+])O=((?:[^,+\\]|\\.)*)", name)
    return found.group(1) if found is not None else ""
