"""The server does not serve the name that it was asked for."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, openssl_reason, place
from piptrust.probe.report import CauseMatch


@cause(
    "server-name-refused",
    title=mark("the server does not know the name that it was asked for"),
    pip_says=(
        r"UNRECOGNIZED_NAME",
        r"unrecognized[ _]name",
    ),
)
def server_name_refused(case: Case) -> CauseMatch | None:
    if not openssl_reason(case).endswith("UNRECOGNIZED_NAME"):
        return None
    return match(
        "server-name-refused",
        tr(
            "pip names {host} in its handshake, and the server at {place} answers that it serves no such "
            "name. The host name in the address is wrong, or it leads to the wrong machine.",
            host=case.target.host,
            place=place(case),
        ),
        handshake_says(case),
    )
