"""The server speaks plain http on the port that the address takes for https."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import NO_TLS, handshake_says, openssl_reason, place, seen, stage
from piptrust.probe.report import CauseMatch


@cause(
    "plain-http-on-tls-port",
    title=mark("the server speaks plain http on this port"),
    pip_says=(
        r"WRONG_VERSION_NUMBER",
        r"wrong version number",
        r"UNKNOWN_PROTOCOL",
        r"InvalidContentType",
    ),
)
def plain_http_on_tls_port(case: Case) -> CauseMatch | None:
    if case.result.answers_in_http is not True or openssl_reason(case) not in NO_TLS or stage(case) != "tls":
        return None
    return match(
        "plain-http-on-tls-port",
        tr(
            "pip begins a TLS handshake with {place}, and plain http comes back. pip calls this an ssl "
            "certificate problem, but no certificate was seen. Use the port on which the server speaks "
            "https; http:// in the address would let anybody on the way replace packages.",
            place=place(case),
        ),
        seen(tr("what answers a TLS hello begins with HTTP/")),
        handshake_says(case),
    )
