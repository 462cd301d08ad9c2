"""Something fails between pip and its proxy."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says, proxy_words, stage
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "proxy-failed",
    title=mark("the proxy does not work"),
    pip_says=(
        r"Cannot connect to proxy",
        r"proxy-connection-failed",
        r"Failed to connect to proxy",
        r"ProxyError\(",
    ),
)
def proxy_failed(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.PROXY) and not stage(case).startswith("proxy-"):
        return None
    return match(
        "proxy-failed",
        tr(
            "pip does not get through {proxy}: the proxy ends the conversation, or answers nothing that "
            "makes sense. Check that a proxy listens there and that its scheme is right, or remove the "
            "setting.",
            proxy=proxy_words(case),
        ),
        handshake_says(case),
    )
