"""A signature does not fit what it signs."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import openssl_says, presented, refused_exactly_for, seen
from piptrust.probe.report import CauseMatch


@cause(
    "bad-signature",
    title=mark("a signature in the chain is wrong"),
    pip_says=(r"certificate signature failure",),
)
def bad_signature(case: Case) -> CauseMatch | None:
    path = presented(case)
    if not path or not refused_exactly_for(case, 7):
        return None
    return match(
        "bad-signature",
        tr(
            "pip refuses the certificate because a signature in its chain does not fit: a certificate was "
            "changed or damaged, or the authority that is trusted only bears the name of the one that "
            "signed. Let the people who run the server compare what it presents with what was issued."
        ),
        openssl_says(case),
        seen(
            path[-1],
            tr(
                "'{name}' ends the path, and by names and key identifiers every link fits",
                name=path[-1].certificate.common_name,
            ),
        ),
        broken_at=path[0].index if len(path) == 1 else None,
        undecided="" if len(path) == 1 else tr("Which of the signatures is wrong: verify them one by one."),
    )
