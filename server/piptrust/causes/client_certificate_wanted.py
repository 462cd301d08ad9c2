"""The server wants a certificate of the client's, and gets none that it takes."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import cut_off, handshake_says, openssl_reason, place, seen, stage
from piptrust.probe.report import CauseMatch

# RFC 8446, section 6.2: certificate_required; the others tell that the one presented was not taken.
_SAYS_SO = frozenset({"TLSV13_ALERT_CERTIFICATE_REQUIRED"})
_NOT_TAKEN = frozenset(
    {
        "SSLV3_ALERT_BAD_CERTIFICATE",
        "SSLV3_ALERT_CERTIFICATE_EXPIRED",
        "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
        "TLSV1_ALERT_ACCESS_DENIED",
        "TLSV1_ALERT_UNKNOWN_CA",
    }
)
_GENERAL = frozenset({"SSLV3_ALERT_HANDSHAKE_FAILURE", "TLSV1_ALERT_HANDSHAKE_FAILURE"})


@cause(
    "client-certificate-wanted",
    title=mark("the server wants a client certificate"),
    pip_says=(
        r"ALERT_CERTIFICATE_REQUIRED",
        r"alert certificate required",
        r"CertificateRequired",
        r"ALERT_HANDSHAKE_FAILURE",
        r"ALERT_BAD_CERTIFICATE",
        r"ALERT_UNKNOWN_CA",
        r"EOF occurred in violation of protocol",
    ),
)
def client_certificate_wanted(case: Case) -> CauseMatch | None:
    """Asking alone is no proof: servers may ask and do without. The server must also have hung up on us."""
    reason = openssl_reason(case)
    asks = case.result.wants_client_certificate is True
    hung_up = reason in _NOT_TAKEN | _GENERAL or (cut_off(case) and stage(case) in {"tls", "http"})
    if reason not in _SAYS_SO and not (asks and hung_up):
        return None
    shown = case.target.recipe.client_cert
    if shown is None:
        explanation = tr(
            "{place} wants a client certificate, and pip has none to show. Ask those who run it for one, and "
            "name it in client-cert: one PEM file with the certificate and its key.",
            place=place(case),
        )
    else:
        explanation = tr(
            "{place} does not take the client certificate {path}. It has ended, or comes from an authority "
            "that this server does not accept: ask those who run it.",
            place=place(case),
            path=shown,
        )
    evidence = [handshake_says(case)]
    if asks:
        evidence.append(seen(tr("the server asks for a client certificate")))
    return match(
        "client-certificate-wanted",
        explanation,
        *evidence,
        undecided="" if reason else tr("the server cut the connection without saying that this is why"),
    )
