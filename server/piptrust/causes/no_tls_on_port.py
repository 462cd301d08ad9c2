"""What answers on the https port is not TLS."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import NO_TLS, handshake_says, openssl_reason, place, stage
from piptrust.probe.report import CauseMatch


@cause(
    "no-tls-on-port",
    title=mark("the server does not speak TLS on this port"),
    pip_says=(
        r"WRONG_VERSION_NUMBER",
        r"wrong version number",
        r"UNKNOWN_PROTOCOL",
        r"RECORD_LAYER_FAILURE",
        r"InvalidContentType",
    ),
)
def no_tls_on_port(case: Case) -> CauseMatch | None:
    if stage(case) not in {"tls", "http"} or openssl_reason(case) not in NO_TLS:
        return None
    return match(
        "no-tls-on-port",
        tr(
            "pip begins a TLS handshake with {place}, and what comes back is no TLS. Most often a server "
            "speaks plain http there: its https port is another one, or something on the way answers in "
            "its place. pip calls this an ssl certificate problem, but no certificate was seen.",
            place=place(case),
        ),
        handshake_says(case),
    )
