"""The proxy refuses to open a tunnel to the place."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, place, proxy_words, seen
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-refuses",
    title=mark("the proxy refuses this place"),
    pip_says=(r"Tunnel connection failed: (?!407)\d{3}",),
)
def proxy_refuses(case: Case) -> CauseMatch | None:
    if case.result.proxy_status in {None, 200}:
        return None
    return match(
        "proxy-refuses",
        tr(
            "{proxy} answers {status} to pip's request for {place}. Ask those who run the proxy to allow "
            "the place, or add its host to NO_PROXY where it can be reached directly.",
            proxy=proxy_words(case),
            status=case.result.proxy_status,
            place=place(case),
        ),
        seen(tr("the proxy answers {status}", status=case.result.proxy_status)),
        handshake_says(case),
    )
