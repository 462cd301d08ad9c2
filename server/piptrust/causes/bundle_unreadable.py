"""The operating system does not let pip read the certificate bundle."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_path, bundle_setter, failed_as, forbidden, handshake_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "bundle-unreadable",
    title=mark("the certificate bundle may not be read"),
    pip_says=(
        r"SSLError\(PermissionError\(13",
        r"confirming the ssl certificate: \[Errno 13\] Permission denied",
    ),
)
def bundle_unreadable(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CA_FILE) or not forbidden(case):
        return None
    return match(
        "bundle-unreadable",
        tr(
            "pip may not read {path}, named by {setter}, and fetches nothing over https. Let this user "
            "read the file, or name another.",
            path=bundle_path(case),
            setter=bundle_setter(case),
        ),
        handshake_says(case),
    )
