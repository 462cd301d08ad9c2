"""A certificate of the chain begins in the future."""

from __future__ import annotations

from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import NOT_YET_VALID, early_links, openssl_says, refused_for, seen
from piptrust.probe.report import CauseMatch


@cause(
    "not-yet-valid",
    title="a certificate is not yet valid",
    pip_says=(r"certificate is not yet valid",),
)
def not_yet_valid(case: Case) -> CauseMatch | None:
    links = early_links(case)
    if not refused_for(case, NOT_YET_VALID) or not links:
        return None
    link = links[0]
    return match(
        "not-yet-valid",
        f"pip refuses the certificate because '{link.certificate.common_name}' begins only on "
        f"{link.certificate.not_before:%Y-%m-%d %H:%M} UTC, and this machine says that it is "
        f"{case.now:%Y-%m-%d %H:%M} UTC. If the clock is right, wait, or have the certificate issued again.",
        openssl_says(case),
        seen(link, f"begins on {link.certificate.not_before:%Y-%m-%d %H:%M} UTC"),
        broken_at=link.index,
        undecided="Whether this machine's clock is right: compare it with another.",
    )
