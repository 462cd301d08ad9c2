"""The client certificate that pip is told to present cannot be loaded."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_path, failed_as, handshake_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "client-certificate-unusable",
    title=mark("the client certificate cannot be loaded"),
    pip_says=(
        r"Could not find the TLS certificate file, invalid path",
        r"\[SSL\] PEM lib",
        r"KEY_VALUES_MISMATCH",
        r"key values mismatch",
    ),
)
def client_certificate_unusable(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CLIENT_CERT):
        return None
    return match(
        "client-certificate-unusable",
        tr(
            "pip cannot load the client certificate {path} and fetches nothing over https, whether or not "
            "the server asks for one. client-cert must name one PEM file with the certificate and its "
            "key, not encrypted.",
            path=bundle_path(case),
        ),
        handshake_says(case),
    )
