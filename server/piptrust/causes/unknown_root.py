"""The chain ends at an authority that nobody here knows."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    NO_ISSUER,
    issuer_name,
    openssl_says,
    past_end,
    presented,
    seen,
    unexplained,
)
from piptrust.probe.report import CauseMatch


@cause(
    "unknown-root",
    title=mark("the chain ends at an authority that is nowhere on this machine"),
    pip_says=NO_ISSUER,
)
def unknown_root(case: Case) -> CauseMatch | None:
    path = presented(case)
    if not path or not unexplained(case):
        return None
    top = path[-1]
    return match(
        "unknown-root",
        tr(
            "pip refuses the certificate because it was issued by '{issuer}', whom nobody on this machine "
            "trusts. If the index belongs to your organisation, get the root certificate from its "
            "administrators, compare the fingerprint, and name a bundle that holds it with cert or "
            "PIP_CERT.",
            issuer=issuer_name(case),
        ),
        openssl_says(case),
        seen(
            top,
            tr(
                "'{name}' ends the chain; no store here knows '{issuer}'",
                name=top.certificate.common_name,
                issuer=top.certificate.issuer,
            ),
        ),
        broken_at=top.index if top.certificate.self_issued else past_end(case),
        undecided=tr(
            "Whether this is a private authority, an inspecting proxy or a missing intermediate: see who "
            "issues the certificate of an unrelated public host from here, and ask the people who run the "
            "server."
        ),
    )
