"""REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names a file that is not there."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_is_missing, bundle_path, handshake_says
from piptrust.probe.report import CauseMatch
from piptrust.resolve.trust import BUNDLE_VARIABLES


@cause(
    "environment-bundle-missing",
    title=mark("a variable names a certificate bundle that does not exist"),
    pip_says=(r"Could not find a suitable TLS CA certificate bundle, invalid path",),
)
def environment_bundle_missing(case: Case) -> CauseMatch | None:
    bundle = case.trust.bundle
    if bundle is None or bundle.key not in BUNDLE_VARIABLES or not bundle_is_missing(case):
        return None
    return match(
        "environment-bundle-missing",
        tr(
            "pip ends at the first https address, because {variable} names {path}, and nothing is there "
            "that pip could read. The variable beats the cert setting and --cert. Unset it, or make it "
            "name a file that exists.",
            variable=bundle.key,
            path=bundle_path(case),
        ),
        Evidence(f"{bundle.key}={bundle.value}", tr("environment")),
        handshake_says(case),
    )
