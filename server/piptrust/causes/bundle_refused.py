"""The certificate bundle could not be loaded, for a reason of its own."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_path, bundle_setter, failed_as, handshake_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "bundle-refused",
    title=mark("the certificate bundle cannot be loaded"),
    pip_says=(),
)
def bundle_refused(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CA_FILE):
        return None
    return match(
        "bundle-refused",
        tr(
            "pip cannot load {path}, named by {setter}, and fetches nothing over https. Name a PEM file "
            "that this user may read.",
            path=bundle_path(case),
            setter=bundle_setter(case),
        ),
        handshake_says(case),
    )
