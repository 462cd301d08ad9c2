"""Server and Python share no version of TLS."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, openssl_reason, place
from piptrust.probe.report import CauseMatch

_REASONS = frozenset(
    {
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "SSLV3_ALERT_PROTOCOL_VERSION",
        "UNSUPPORTED_PROTOCOL",
        "NO_PROTOCOLS_AVAILABLE",
        "WRONG_SSL_VERSION",
        "VERSION_TOO_LOW",
    }
)


@cause(
    "tls-version-unsupported",
    title=mark("no version of TLS in common"),
    pip_says=(
        r"ALERT_PROTOCOL_VERSION",
        r"UNSUPPORTED_PROTOCOL",
        r"alert protocol version",
        r"NO_PROTOCOLS_AVAILABLE",
        r"WRONG_SSL_VERSION",
        r"VERSION_TOO_LOW",
        r"PeerIncompatible",
    ),
)
def tls_version_unsupported(case: Case) -> CauseMatch | None:
    if openssl_reason(case) not in _REASONS:
        return None
    return match(
        "tls-version-unsupported",
        _explanation(case),
        handshake_says(case),
    )


def _explanation(case: Case) -> str:
    if case.target.recipe.minimum == "1.2" or _modern(case):
        return tr(
            "pip and {place} share no version of TLS. This Python asks for TLS 1.2 or later; the server, or "
            "what answers for it, offers less, or wants more than this OpenSSL has. The server should be "
            "updated; where it is current, a newer Python is needed.",
            place=place(case),
        )
    return tr(
        "pip and {place} share no version of TLS. This Python asks for what its OpenSSL allows; the server, or "
        "what answers for it, offers less, or wants more than this OpenSSL has. The server should be "
        "updated; where it is current, a newer Python is needed.",
        place=place(case),
    )


def _modern(case: Case) -> bool:
    # Python 3.10 made TLS 1.2 the least that its contexts take.
    return (case.environment.python_version or (3, 10)) >= (3, 10)
