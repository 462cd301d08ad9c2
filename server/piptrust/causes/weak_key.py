"""A key of the chain is too short."""

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


@cause(
    "weak-key",
    title=mark("a key in the chain is too short"),
    pip_says=(r"(EE|CA) certificate key too (weak|small)", r"(EE|CA) key too small"),
)
def weak_key(case: Case) -> CauseMatch | None:
    link = next((x for x in (*presented(case), *anchors(case)) if _bits(x) < _ENOUGH), None)
    if link is None or not refused_for(case, 66, 67) or not accepted_otherwise(case):
        return None
    key = link.certificate.key
    return match(
        "weak-key",
        tr(
            "pip refuses the certificate because '{name}' has a key of {key}, which OpenSSL considers too "
            "weak to prove anything. It has to be issued again with a longer key (RSA 2048 or more).",
            name=link.certificate.common_name,
            key=key,
        ),
        openssl_says(case),
        seen(link, tr("'{name}' has a key of {key}", name=link.certificate.common_name, key=key)),
        broken_at=link.index,
    )


# OpenSSL's security level 2, the default of current systems (SSL_CTX_set_security_level(3)).
_ENOUGH = 2048


def _bits(link: Link) -> int:
    """Bits of an RSA or DSA key; others count as long enough."""
    kind, _, size = link.certificate.key.partition(" ")
    return int(size) if kind in {"RSA", "DSA"} and size.isdigit() else _ENOUGH
