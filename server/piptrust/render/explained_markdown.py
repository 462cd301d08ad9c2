"""What a log tells, as Markdown for a page in an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piptrust.locale import ntr, tr
from piptrust.probe.cause import Cause
from piptrust.probe.cause_page import HOW_WE_KNOW, WHAT_TO_DO, cause_page, cause_section
from piptrust.probe.explain_log import Explanation
from piptrust.render.hover import code_span, escaped
from piptrust.text.uri import path_to_uri

_LONGEST_WORDS = 400


def explained_markdown(explanations: Sequence[Explanation]) -> str:
    """Each message with its cause, or its candidates and what decides between them."""
    return "\n".join(_page(explanations)) + "\n"


def _page(explanations: Sequence[Explanation]) -> Iterator[str]:
    yield "# " + tr("What the output of pip means")
    if not explanations:
        yield ""
        yield tr(
            "Nothing in this output speaks of certificates, proxies or connections in words that are known. "
            "With -v, pip says more."
        )
    for explanation in explanations:
        yield ""
        yield from _explained(explanation)


def _explained(explanation: Explanation) -> Iterator[str]:
    about = ", ".join(explanation.places or explanation.urls) or tr("pip's words")
    yield f"## {escaped(about)}"
    yield ""
    words = explanation.words
    yield code_span(words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…")
    if explanation.times > 1:
        yield ""
        yield ntr("It says so {number} time.", "It says so {number} times.", explanation.times)
    yield ""
    if len(explanation.causes) == 1:
        [cause] = explanation.causes
        yield f"**{escaped(_sentence(tr(cause.title)))}** {_link(cause)}"
        yield ""
        # Our own pages are Markdown already.
        yield cause_section(cause.id, WHAT_TO_DO)
        return
    yield ntr(
        "These words stand for {number} cause.",
        "These words stand for one of {number} causes. What decides between them:",
        len(explanation.causes),
    )
    for cause in explanation.causes:
        yield ""
        yield f"- **{escaped(_sentence(tr(cause.title)))}** {_link(cause)}"
        evidence = _first_line(cause_section(cause.id, HOW_WE_KNOW))
        remedy = _first_line(cause_section(cause.id, WHAT_TO_DO))
        yield "  - " + tr("Known by: {evidence}", evidence=evidence)
        yield "  - " + tr("Then: {remedy}", remedy=remedy)


def _link(cause: Cause) -> str:
    page = cause_page(cause.id)
    return f"`{cause.id}`" if page is None else f"[{cause.id}]({path_to_uri(str(page))})"


def _first_line(text: str) -> str:
    return text.split("\n")[0].removeprefix("- ")


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}."
