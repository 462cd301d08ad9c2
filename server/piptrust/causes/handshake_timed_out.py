"""A connection comes about, but the handshake does not end."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, place, stage
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "handshake-timed-out",
    title=mark("the handshake does not end in time"),
    pip_says=(
        r"Read timed out",
        r"ReadTimeoutError",
        r"The read operation timed out",
        r"handshake operation timed out",
        r"didn't respond within",
    ),
)
def handshake_timed_out(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.TIMEOUT) or stage(case) != "tls":
        return None
    return match(
        "handshake-timed-out",
        tr(
            "pip connects to {place}, and its handshake is not answered. A firewall lets the connection "
            "through but not what follows, or the server is overloaded. pip tries again with pauses, so "
            "this takes minutes.",
            place=place(case),
        ),
        handshake_says(case),
    )
