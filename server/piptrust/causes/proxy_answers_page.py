"""The proxy answers the request for a tunnel with a page of its own."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import fact, handshake_says, place, proxy_words
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-answers-page",
    title=mark("the proxy shows a page in place of the server"),
    pip_says=(),
)
def proxy_answers_page(case: Case) -> CauseMatch | None:
    if fact(case, "page") is not True:
        return None
    return match(
        "proxy-answers-page",
        tr(
            "{proxy} says yes to pip's request for {place} and then sends a web page in place of the "
            "server's handshake: a login, a notice, or no proxy at all. Open an address in a browser on "
            "the same network to see it, or correct the proxy's address.",
            proxy=proxy_words(case),
            place=place(case),
        ),
        handshake_says(case),
    )
