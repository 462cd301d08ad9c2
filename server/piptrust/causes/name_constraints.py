"""An authority may not issue for this name."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import anchors, openssl_says, presented, refused_exactly_for, seen
from piptrust.probe.names import names_of
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "name-constraints",
    title=mark("the authority may not issue certificates for this host"),
    pip_says=(r"permitted subtree violation", r"excluded subtree violation"),
)
def name_constraints(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not refused_exactly_for(case, *_CONSTRAINED):
        return None
    above = [x for x in (*presented(case)[1:], *anchors(case)) if details(x.certificate).name_constraints]
    link = above[0] if above else None
    if link is None:
        explanation = tr(
            "pip refuses the certificate because an authority of its chain may issue certificates for certain "
            "names only, and {names} is not among them. The server needs a certificate from an authority that "
            "may.",
            names=names_of(leaf),
        )
    else:
        explanation = tr(
            "pip refuses the certificate because '{name}' may issue certificates for certain names only, and "
            "{names} is not among them. The server needs a certificate from an authority that may.",
            name=link.certificate.common_name,
            names=names_of(leaf),
        )
    return match(
        "name-constraints",
        explanation,
        openssl_says(case),
        *(seen(x, tr("'{name}' has name constraints", name=x.certificate.common_name)) for x in above[:1]),
        broken_at=0,
    )


# X509_V_ERR_PERMITTED_VIOLATION to X509_V_ERR_UNSUPPORTED_NAME_SYNTAX.
_CONSTRAINED = range(47, 54)
