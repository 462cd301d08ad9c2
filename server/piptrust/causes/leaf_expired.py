"""The server's own certificate has ended."""

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
    "leaf-expired",
    title=mark("the server's certificate has expired"),
    pip_says=(r"certificate has expired",),
)
def leaf_expired(case: Case) -> CauseMatch | None:
    links = [link for link in expired_links(case) if link.index == 0]
    if not refused_for(case, EXPIRED) or not links or not only_copy_expired(case, links[0]):
        return None
    link = links[0]
    return match(
        "leaf-expired",
        tr(
            "pip refuses the certificate because it ended on {date}. The people who run the server have "
            "to renew it; nothing on this machine is wrong.",
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
