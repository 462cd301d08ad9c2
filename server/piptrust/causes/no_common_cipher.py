"""Server and Python cannot agree on how to encrypt."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, openssl_reason, place
from piptrust.probe.report import CauseMatch

_REASONS = frozenset(
    {
        # RFC 8446, section 6.2: no acceptable set of security parameters.
        "SSLV3_ALERT_HANDSHAKE_FAILURE",
        "TLSV1_ALERT_HANDSHAKE_FAILURE",
        "TLSV1_ALERT_INSUFFICIENT_SECURITY",
        "NO_SHARED_CIPHER",
        "NO_CIPHERS_AVAILABLE",
        "DH_KEY_TOO_SMALL",
        "BAD_ECPOINT",
        "WRONG_CURVE",
    }
)


@cause(
    "no-common-cipher",
    title=mark("no common cipher or key parameters"),
    pip_says=(
        r"ALERT_HANDSHAKE_FAILURE",
        r"handshake[ _]failure",
        r"HandshakeFailure",
        r"NO_SHARED_CIPHER",
        r"NO_CIPHERS_AVAILABLE",
        r"INSUFFICIENT_SECURITY",
        r"DH_KEY_TOO_SMALL",
    ),
)
def no_common_cipher(case: Case) -> CauseMatch | None:
    if openssl_reason(case) not in _REASONS:
        return None
    return match(
        "no-common-cipher",
        tr(
            "pip and {place} do not agree on how to encrypt: the server offers only what this OpenSSL "
            "holds too weak, or wants what it does not have. The server's settings should be updated; "
            "where they are current, a newer Python is needed.",
            place=place(case),
        ),
        handshake_says(case),
    )
