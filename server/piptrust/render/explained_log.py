"""What a log tells, for people and for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from piptrust.locale import ntr, tr
from piptrust.probe.cause_page import HOW_WE_KNOW, WHAT_TO_DO, cause_section
from piptrust.probe.explain_log import Explanation

SCHEMA = 1
_WIDTH = 100
_LONGEST_WORDS = 400


def explained_plain(explanations: Sequence[Explanation]) -> str:
    """Each message with its cause, or its candidates and what decides between them."""
    return "\n".join("\n".join(_lines(explanation)) + "\n" for explanation in explanations) + _probe(
        explanations
    )


def explained_json(explanations: Sequence[Explanation]) -> str:
    """One JSON object, in ASCII, without credentials. Additions keep the schema's number."""
    content = {"schema": SCHEMA, "explanations": [_content(e) for e in explanations]}
    return json.dumps(content, indent=2) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    yield tr("pip says: {words}", words=_shortened(explanation.words))
    about = ", ".join(explanation.places or explanation.urls)
    if explanation.times > 1:
        about = about and ntr(
            "{places} ({number} time)", "{places} ({number} times)", explanation.times, places=about
        )
    if about:
        yield tr("about:    {places}", places=about)
    yield ""
    if len(explanation.causes) == 1:
        cause = explanation.causes[0]
        yield f"{_sentence(tr(cause.title))} [{cause.id}]"
        yield from _wrapped(cause_section(cause.id, WHAT_TO_DO), "  ")
        return
    yield ntr(
        "These words stand for one of {number} cause. What decides between them:",
        "These words stand for one of {number} causes. What decides between them:",
        len(explanation.causes),
    )
    for cause in explanation.causes:
        yield f"- {_sentence(tr(cause.title))} [{cause.id}]"
        evidence, remedy = cause_section(cause.id, HOW_WE_KNOW), cause_section(cause.id, WHAT_TO_DO)
        yield from _wrapped(evidence.split("\n")[0], tr("    known by: "))
        yield from _wrapped(remedy.split("\n")[0], tr("    then:     "))


def _probe(explanations: Sequence[Explanation]) -> str:
    if all(len(e.causes) == 1 for e in explanations):
        text = tr("To see it proven, and fixes tried: piptrust probe")
    else:
        text = tr("piptrust probe makes the handshake again, tells which it is, and tries what would help.")
    return f"\n{text}\n"


def _content(explanation: Explanation) -> dict[str, Any]:
    return {
        "causes": [
            {
                "id": cause.id,
                "title": tr(cause.title),
                "known_by": cause_section(cause.id, HOW_WE_KNOW),
                "what_to_do": cause_section(cause.id, WHAT_TO_DO),
                "page": f"docs/causes/{cause.id}.md",
            }
            for cause in explanation.causes
        ],
        "words": explanation.words,
        "places": list(explanation.places),
        "urls": list(explanation.urls),
        "openssl_reason": explanation.openssl_reason or None,
        "times": explanation.times,
    }


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}."


def _wrapped(text: str, start: str) -> Iterator[str]:
    indent = " " * len(start)
    for number, line in enumerate(text.split("\n")):
        if line:
            first = indent if number else start
            yield textwrap.fill(line, _WIDTH, initial_indent=first, subsequent_indent=indent)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
