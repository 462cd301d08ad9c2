"""The connection is cut in the middle of the handshake."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import cut_off, handshake_says, place, stage
from piptrust.probe.report import CauseMatch


@cause(
    "connection-cut-in-handshake",
    title=mark("the connection is cut in the handshake"),
    pip_says=(
        r"UNEXPECTED_EOF",
        r"EOF occurred in violation of protocol",
        r"Connection reset by peer",
        r"WinError 10054",
        r"SSLEOFError",
        r"Connection aborted",
        r"unexpected eof",
        r"SSLZeroReturnError",
    ),
)
def connection_cut_in_handshake(case: Case) -> CauseMatch | None:
    if stage(case) != "tls" or not cut_off(case):
        return None
    return match(
        "connection-cut-in-handshake",
        tr(
            "pip connects to {place}, begins the handshake, and the other side ends the connection "
            "without a reason. Firewalls and filters cut connections so, by the name that the client asks "
            "for; a proxy that pip should use but is not told of is another cause. Try the same address "
            "with a browser on this network.",
            place=place(case),
        ),
        handshake_says(case),
    )
