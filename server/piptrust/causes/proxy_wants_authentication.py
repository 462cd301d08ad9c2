"""The proxy asks for a login, and pip gave none that it takes."""

from __future__ import annotations

from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import proxy_place, proxy_setter, seen
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-wants-authentication",
    title="the proxy wants a user name and password",
    pip_says=(
        r"407 Proxy Authentication Required",
        r"Tunnel connection failed: 407",
    ),
)
def proxy_wants_authentication(case: Case) -> CauseMatch | None:
    tried = "the one in the address was not taken" if "@" in (case.target.proxy or "") else "none is set"
    if case.result.proxy_status != 407:
        return None
    return match(
        "proxy-wants-authentication",
        f"{proxy_place(case)}{proxy_setter(case)} answers 407: it wants a login, and {tried}. Put "
        "user:password@ before the host in the proxy's address (percent-encode special characters). pip "
        "cannot speak NTLM or Kerberos with a proxy; a local helper proxy can.",
        seen("the proxy answers 407"),
    )
