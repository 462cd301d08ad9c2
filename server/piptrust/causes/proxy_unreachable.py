"""No connection to the proxy comes about."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, proxy_words, stage
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-unreachable",
    title=mark("the proxy cannot be reached"),
    pip_says=(
        r"Cannot connect to proxy.*(?:refused|unreachable|timed out|timeout=|ConnectTimeout)",
        r"Failed to connect to proxy .*(?:refused|unreachable|timed out)",
        r"NewConnectionError\(\"HTTPS?Connection\(",
    ),
)
def proxy_unreachable(case: Case) -> CauseMatch | None:
    if stage(case) != "proxy-connect":
        return None
    return match(
        "proxy-unreachable",
        tr(
            "pip asks {proxy} for everything, and no connection to it comes about. Correct its address "
            "and port, start it, or remove the setting where no proxy is needed.",
            proxy=proxy_words(case),
        ),
        handshake_says(case),
    )
