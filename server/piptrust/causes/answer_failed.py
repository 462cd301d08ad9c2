"""The handshake succeeds, and then no proper answer comes."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, place, stage
from piptrust.probe.report import CauseMatch


@cause(
    "answer-failed",
    title=mark("the server does not answer"),
    pip_says=(
        r"RemoteDisconnected",
        r"Remote end closed connection without response",
        r"closed without a reply",
        r"BadStatusLine",
    ),
)
def answer_failed(case: Case) -> CauseMatch | None:
    if stage(case) != "http":
        return None
    return match(
        "answer-failed",
        tr(
            "pip's handshake with {place} succeeds: its certificate is in order. Then no proper answer to "
            "the request comes. That is for those to look at who run the server, or the proxy on the "
            "way.",
            place=place(case),
        ),
        handshake_says(case),
    )
