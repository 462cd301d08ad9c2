"""The root itself has ended, sent by the server or held in a store."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    EXPIRED,
    expired_links,
    only_copy_expired,
    openssl_says,
    refused_for,
    seen,
)
from piptrust.probe.report import CauseMatch


@cause(
    "root-expired",
    title=mark("the root certificate has expired"),
    pip_says=(r"certificate has expired",),
)
def root_expired(case: Case) -> CauseMatch | None:
    links = [
        link
        for link in expired_links(case)
        if link.index > 0 and (link.store is not None or link.certificate.self_issued)
    ]
    if not refused_for(case, EXPIRED) or not links or not only_copy_expired(case, links[0]):
        return None
    link = links[0]
    return match(
        "root-expired",
        tr(
            "pip refuses the certificate because the root of its chain, '{name}', ended on {date}. Get "
            "the authority's renewed root and put it in its place; a server whose authority has ended "
            "needs a certificate from another.",
            name=link.certificate.common_name,
            date=f"{link.certificate.not_after:%Y-%m-%d}",
        ),
        openssl_says(case),
        seen(
            link,
            tr(
                "'{name}' ended on {moment} UTC",
                name=link.certificate.common_name,
                moment=f"{link.certificate.not_after:%Y-%m-%d %H:%M}",
            ),
        ),
        broken_at=link.index,
    )
