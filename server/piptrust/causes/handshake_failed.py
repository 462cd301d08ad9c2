"""The TLS handshake fails, for a reason that is no other cause."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, place
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "handshake-failed",
    title=mark("the TLS handshake fails"),
    pip_says=(r"SSLError\(SSLError\(1, '\[SSL",),
)
def handshake_failed(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.TLS):
        return None
    return match(
        "handshake-failed",
        tr(
            "pip's handshake with {place} fails before any certificate is judged. OpenSSL's words are all "
            "that is known; pip calls it an ssl certificate problem, but no setting of certificates "
            "changes it.",
            place=place(case),
        ),
        handshake_says(case),
    )
