"""The authority has a new key; the store holds its old certificate."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    NO_ISSUER,
    UNTRUSTED,
    anchors,
    elsewhere,
    namesakes,
    openssl_says,
    presented,
    refused_for,
    seen,
    stands_in,
)
from piptrust.probe.report import CauseMatch


@cause(
    "anchor-replaced",
    title=mark("the trusted root has the right name but an older or other key"),
    pip_says=(*NO_ISSUER, r"certificate signature failure", r"authority and subject key identifier mismatch"),
)
def anchor_replaced(case: Case) -> CauseMatch | None:
    old = next(namesakes(case), None)
    if old is None or not refused_for(case, 7, 30, *UNTRUSTED) or any(anchors(case)):
        return None
    top = presented(case)[-1]
    return match(
        "anchor-replaced",
        tr(
            "pip refuses the certificate because the root that it trusts, '{name}', has another key than "
            "the one that signed: the authority, or the proxy that re-signs traffic, was set up anew. Get "
            "the present root from where the old one came from, compare its fingerprint, and replace the "
            "old one.",
            name=old.certificate.common_name,
        ),
        openssl_says(case),
        seen(
            old,
            tr(
                "'{name}' is trusted with another key (SHA-256 {sha256}…)",
                name=old.certificate.common_name,
                sha256=old.certificate.sha256[:16],
            ),
        ),
        seen(top, tr("'{name}' names the same issuer with a new key", name=top.certificate.common_name)),
        *(stands_in(x) for x in [*elsewhere(case)][:1]),
        broken_at=old.index,
    )
