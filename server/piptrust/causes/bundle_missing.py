"""The certificate bundle that pip is told to use is not there."""

from __future__ import annotations

from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_is_missing, bundle_path, bundle_setter, handshake_says
from piptrust.probe.report import CauseMatch


@cause(
    "bundle-missing",
    title="the certificate bundle does not exist",
    pip_says=(r"Could not find a suitable TLS CA certificate bundle, invalid path",),
)
def bundle_missing(case: Case) -> CauseMatch | None:
    if not bundle_is_missing(case):
        return None
    return match(
        "bundle-missing",
        f"pip ends at the first https address, because {bundle_path(case)}, named by "
        f"{bundle_setter(case)}, does not exist. Correct the path, or remove the setting.",
        handshake_says(case),
    )
