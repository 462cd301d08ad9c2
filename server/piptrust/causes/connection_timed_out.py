"""No answer comes to the attempt to connect."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, place, stage
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "connection-timed-out",
    title=mark("no connection within the time"),
    pip_says=(
        r"ConnectTimeoutError",
        r"connect timeout=",
        r"while establishing a connection",
        r"Connection to \S+ timed out",
        r"\[(?:Errno 110|Errno 60|WinError 10060)\]",
    ),
)
def connection_timed_out(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.TIMEOUT) or stage(case) != "connect":
        return None
    return match(
        "connection-timed-out",
        tr(
            "pip waits in vain for {place} to answer at all. A firewall drops what it sends, or the place "
            "is only reached through a proxy or a private network. pip tries again with pauses, so this "
            "takes minutes.",
            place=place(case),
        ),
        handshake_says(case),
    )
