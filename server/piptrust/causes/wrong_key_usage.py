"""A certificate is used for what it is not issued for."""

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
    "wrong-key-usage",
    title=mark("a certificate is used for what it was not issued for"),
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
        tr(
            "pip refuses the certificate because {fault}. It has to be issued again for the use that it is put "
            "to.",
            fault=fault,
        ),
        openssl_says(case),
        seen(link, fault),
        broken_at=link.index,
    )


def _fault(link: Link) -> str:
    """What the certificate may not do although its place in the chain asks for it, or empty."""
    known, name = details(link.certificate), link.certificate.common_name
    if link.index == 0:
        return "" if known.serves else tr("'{name}' may not be a TLS server's", name=name)
    if not link.certificate.is_ca:
        return tr("'{name}' is not an authority and may not issue certificates", name=name)
    if known.key_usage is not None and "keyCertSign" not in known.key_usage:
        return tr("'{name}' may not sign certificates by its key usage", name=name)
    return "" if known.serves else tr("'{name}' may not issue certificates for TLS servers", name=name)
