"""A certificate between the server's and its root has ended."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    EXPIRED,
    expired_links,
    only_copy_expired,
    openssl_says,
    past_end,
    refused_for,
    seen,
)
from piptrust.probe.report import CauseMatch


@cause(
    "intermediate-expired",
    title=mark("an intermediate certificate has expired"),
    pip_says=(r"certificate has expired",),
)
def intermediate_expired(case: Case) -> CauseMatch | None:
    links = [
        link
        for link in expired_links(case)
        if 0 < link.index < past_end(case) and not link.certificate.self_issued
    ]
    if not refused_for(case, EXPIRED) or not links or not only_copy_expired(case, links[0]):
        return None
    link = links[0]
    return match(
        "intermediate-expired",
        tr(
            "pip refuses the certificate because the intermediate '{name}' ended on {date}. The server "
            "has to present the renewed intermediate, which its authority publishes; nothing on this "
            "machine is wrong.",
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
