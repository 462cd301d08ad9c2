"""The certificate bundle that pip is told to use is not there."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_is_missing, bundle_path, bundle_setter, handshake_says
from piptrust.probe.report import CauseMatch


@cause(
    "bundle-missing",
    title=mark("the certificate bundle does not exist"),
    pip_says=(r"Could not find a suitable TLS CA certificate bundle, invalid path",),
)
def bundle_missing(case: Case) -> CauseMatch | None:
    if not bundle_is_missing(case):
        return None
    return match(
        "bundle-missing",
        tr(
            "pip ends at the first https address, because {path}, named by {setter}, does not exist. "
            "Correct the path, or remove the setting.",
            path=bundle_path(case),
            setter=bundle_setter(case),
        ),
        handshake_says(case),
    )
