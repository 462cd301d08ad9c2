"""A certificate of the chain begins in the future."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import NOT_YET_VALID, early_links, openssl_says, refused_for, seen
from piptrust.probe.report import CauseMatch


@cause(
    "not-yet-valid",
    title=mark("a certificate is not yet valid"),
    pip_says=(r"certificate is not yet valid",),
)
def not_yet_valid(case: Case) -> CauseMatch | None:
    links = early_links(case)
    if not refused_for(case, NOT_YET_VALID) or not links:
        return None
    link = links[0]
    return match(
        "not-yet-valid",
        tr(
            "pip refuses the certificate because '{name}' begins only on {moment} UTC, and this machine "
            "says that it is {now} UTC. If the clock is right, wait, or have the certificate issued "
            "again.",
            name=link.certificate.common_name,
            moment=f"{link.certificate.not_before:%Y-%m-%d %H:%M}",
            now=f"{case.now:%Y-%m-%d %H:%M}",
        ),
        openssl_says(case),
        seen(
            link,
            tr(
                "'{name}' begins on {moment} UTC",
                name=link.certificate.common_name,
                moment=f"{link.certificate.not_before:%Y-%m-%d %H:%M}",
            ),
        ),
        broken_at=link.index,
        undecided=tr("Whether this machine's clock is right: compare it with another."),
    )
