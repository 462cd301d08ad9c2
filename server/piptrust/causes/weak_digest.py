"""A signature of the chain is made with a broken hash."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import accepted_otherwise, openssl_says, presented, refused_for, seen
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "weak-digest",
    title=mark("a signature in the chain uses a broken hash"),
    pip_says=(r"CA signature digest algorithm too weak", r"CA md too weak"),
)
def weak_digest(case: Case) -> CauseMatch | None:
    weak = [x for x in presented(case) if details(x.certificate).digest in _BROKEN]
    # A root's own signature is not looked at.
    link = next((x for x in weak if not x.certificate.self_issued), None)
    if link is None or not refused_for(case, 68) or not accepted_otherwise(case):
        return None
    digest = details(link.certificate).digest
    return match(
        "weak-digest",
        tr(
            "pip refuses the certificate because '{name}' is signed with {digest}, for which forgeries "
            "can be made. It has to be issued again with SHA-256 or better.",
            name=link.certificate.common_name,
            digest=digest,
        ),
        openssl_says(case),
        seen(link, tr("'{name}' is signed with {digest}", name=link.certificate.common_name, digest=digest)),
        broken_at=link.index,
    )


_BROKEN = frozenset({"MD5", "SHA-1"})
