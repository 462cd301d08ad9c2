"""The proxy refuses to open a tunnel to the place."""

from __future__ import annotations

from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, place, proxy_place, proxy_setter, seen
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-refuses",
    title="the proxy refuses this place",
    pip_says=(r"Tunnel connection failed: (?!407)\d{3}",),
)
def proxy_refuses(case: Case) -> CauseMatch | None:
    if case.result.proxy_status in {None, 200}:
        return None
    return match(
        "proxy-refuses",
        f"{proxy_place(case)}{proxy_setter(case)} answers {case.result.proxy_status} to pip's request "
        f"for {place(case)}. Ask those who run the proxy to allow the place, or add its host to NO_PROXY "
        "where it can be reached directly.",
        seen(f"the proxy answers {case.result.proxy_status}"),
        handshake_says(case),
    )
