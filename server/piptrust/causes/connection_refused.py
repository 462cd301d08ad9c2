"""A machine answers that nobody listens on the port."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, place, refused_connection, stage
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "connection-refused",
    title=mark("nobody listens on the server's port"),
    pip_says=(
        r"\[(?:Errno 111|Errno 61|WinError 10061)\]",
        r"Connection refused",
        r"actively refused",
    ),
)
def connection_refused(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.CONNECTION) or stage(case) != "connect" or not refused_connection(case):
        return None
    return match(
        "connection-refused",
        tr(
            "pip is turned away at {place}: the machine is there, but nothing listens on that port, or a "
            "firewall says so in its place. Check the port and whether the server runs.",
            place=place(case),
        ),
        handshake_says(case),
    )
