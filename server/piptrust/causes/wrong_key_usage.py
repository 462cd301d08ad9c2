"""A certificate is used for what it is not issued for."""

from __future__ import annotations

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
    "wrong-key-usage",
    title="a certificate is used for what it was not issued for",
    pip_says=(
        r"unsuitable certificate purpose",
        r"unsupported certificate purpose",
        r"invalid CA certificate",
    ),
)
def wrong_key_usage(case: Case) -> CauseMatch | None:
    faults = [(link, _fault(link)) for link in (*presented(case), *anchors(case))]
    link, fault = next(((x, fault) for x, fault in faults if fault), (None, ""))
    if link is None or not refused_for(case, 24, 26, 32, 79) or not accepted_otherwise(case):
        return None
    return match(
        "wrong-key-usage",
        f"pip refuses the certificate because '{link.certificate.common_name}' {fault}. It has to be issued "
        "again for the use that it is put to.",
        openssl_says(case),
        seen(link, fault),
        broken_at=link.index,
    )


def _fault(link: Link) -> str:
    """What the certificate may not do although its place in the chain asks for it, or empty."""
    known = details(link.certificate)
    if link.index == 0:
        return "" if known.serves else "may not be a TLS server's"
    if not link.certificate.is_ca:
        return "is not an authority and may not issue certificates"
    if known.key_usage is not None and "keyCertSign" not in known.key_usage:
        return "may not sign certificates by its key usage"
    return "" if known.serves else "may not issue certificates for TLS servers"
