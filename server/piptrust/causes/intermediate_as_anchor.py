"""Only an intermediate is trusted, not the root above it."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    NO_ISSUER,
    UNTRUSTED,
    anchors,
    elsewhere,
    openssl_says,
    refused_for,
    seen,
)
from piptrust.probe.report import CauseMatch


@cause(
    "intermediate-as-anchor",
    title=mark("the trusted certificate is no root"),
    pip_says=NO_ISSUER,
)
def intermediate_as_anchor(case: Case) -> CauseMatch | None:
    if case.target.recipe.partial_chain or not refused_for(case, *UNTRUSTED):
        return None
    trusted = [x for x in anchors(case) if not x.certificate.self_issued]
    if not trusted or any(x.certificate.self_issued for x in anchors(case)) or any(elsewhere(case)):
        return None
    link = trusted[-1]
    return match(
        "intermediate-as-anchor",
        tr(
            "pip refuses the certificate because it trusts '{name}' only, which is not a root: OpenSSL "
            "wants the chain to end in a root. Add the certificate of '{issuer}' to the same bundle.",
            name=link.certificate.common_name,
            issuer=link.certificate.issuer,
        ),
        openssl_says(case),
        seen(
            link,
            tr(
                "'{name}' is trusted, but was issued by '{issuer}', which is not",
                name=link.certificate.common_name,
                issuer=link.certificate.issuer,
            ),
        ),
        broken_at=len(case.result.chain),
    )
