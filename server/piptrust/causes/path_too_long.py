"""More authorities follow one another than one of them allows."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    Link,
    accepted_otherwise,
    anchors,
    openssl_says,
    presented,
    refused_for,
    seen,
)
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "path-too-long",
    title=mark("more intermediates follow than an authority allows"),
    pip_says=(r"path length constraint exceeded",),
)
def path_too_long(case: Case) -> CauseMatch | None:
    path = presented(case)
    shown = {x.certificate.sha256 for x in path}
    whole = (*path, *[x for x in anchors(case) if x.certificate.sha256 not in shown][:1])
    link = next((x for place, x in enumerate(whole) if place and _exceeded(x, whole[1:place])), None)
    if link is None or not refused_for(case, 25) or not accepted_otherwise(case):
        return None
    allowed = details(link.certificate).path_length
    return match(
        "path-too-long",
        tr(
            "pip refuses the certificate because '{name}' allows {allowed} further authorities below it, "
            "and the chain has more. The server needs a certificate from an authority that is closer to "
            "the root, or the intermediate has to be issued again.",
            name=link.certificate.common_name,
            allowed=allowed,
        ),
        openssl_says(case),
        seen(
            link,
            tr(
                "'{name}' allows {allowed} authorities below it",
                name=link.certificate.common_name,
                allowed=allowed,
            ),
        ),
        broken_at=link.index,
    )


def _exceeded(link: Link, below: tuple[Link, ...]) -> bool:
    """Self-issued authorities do not count (RFC 5280, 4.2.1.9)."""
    length = details(link.certificate).path_length
    return length is not None and sum(not x.certificate.self_issued for x in below) > length
