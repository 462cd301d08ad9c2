"""The proxy's name does not resolve."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import fact, handshake_says, proxy_words, stage
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-name-not-found",
    title=mark("the proxy's name is not known"),
    pip_says=(
        r"Cannot connect to proxy.*(?:Name or service not known|nodename nor servname|getaddrinfo failed)",
        r"Cannot connect to proxy.*(?:Temporary failure in name resolution|Failed to resolve)",
        r"Failed to connect to proxy .*Failed to resolve",
        r"NameResolutionError\(",
    ),
)
def proxy_name_not_found(case: Case) -> CauseMatch | None:
    if stage(case) != "proxy-connect" or fact(case, "connect_kind") != "dns":
        return None
    return match(
        "proxy-name-not-found",
        tr(
            "pip asks {proxy} for everything, and no machine of that name is known here. Correct the "
            "proxy's name, remove the setting where no proxy is needed, or connect to the network that "
            "has it.",
            proxy=proxy_words(case),
        ),
        handshake_says(case),
    )
