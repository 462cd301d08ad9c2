"""One block of the bundle is damaged, and OpenSSL refuses the whole file."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_path, bundle_setter, failed_as, handshake_says, words
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "bundle-damaged",
    title=mark("the certificate bundle is damaged"),
    pip_says=(
        r"\[X509\] PEM lib",
        r"\[X509: [A-Z_]*PEM[A-Z_]*\]",
    ),
)
def bundle_damaged(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CA_FILE) or "PEM lib" not in words(case):
        return None
    return match(
        "bundle-damaged",
        tr(
            "pip refuses the whole of {path}, named by {setter}, because one of its blocks is damaged: "
            "certificates joined without a line end, a block cut off, or bad base64. One bad block is "
            "enough. Repair or replace the file.",
            path=bundle_path(case),
            setter=bundle_setter(case),
        ),
        handshake_says(case),
    )
