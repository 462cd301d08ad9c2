"""OpenSSL finds no PEM certificate in the bundle."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import bundle_path, bundle_setter, failed_as, handshake_says, openssl_reason
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "bundle-holds-no-certificate",
    title=mark("the certificate bundle holds no certificate"),
    pip_says=(
        r"NO_CERTIFICATE_OR_CRL_FOUND",
        r"no certificate or crl found",
    ),
)
def bundle_holds_no_certificate(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CA_FILE) or openssl_reason(case) != "NO_CERTIFICATE_OR_CRL_FOUND":
        return None
    return match(
        "bundle-holds-no-certificate",
        tr(
            "pip refuses {path}, named by {setter}, because OpenSSL finds no PEM certificate in it: it is "
            "empty, or in another format such as DER or UTF-16, or a web page, or a private key. Convert "
            "it to PEM, or name a file that holds certificates.",
            path=bundle_path(case),
            setter=bundle_setter(case),
        ),
        handshake_says(case),
    )
