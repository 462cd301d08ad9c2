"""No connection comes about, for a reason of its own."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, place, stage
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "connection-failed",
    title=mark("no connection to the server"),
    pip_says=(
        r"NewConnectionError",
        r"connection-failed",
        r"Network is unreachable",
        r"No route to host",
        r"tcp connect error",
    ),
)
def connection_failed(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CONNECTION) or stage(case) != "connect":
        return None
    return match(
        "connection-failed",
        tr(
            "pip gets no connection to {place}. Check the network, the address, and whether a proxy is "
            "needed here.",
            place=place(case),
        ),
        handshake_says(case),
    )
