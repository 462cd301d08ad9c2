"""Words behind an option that pip passes over."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.requirements_file import problems_of, removal
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.text.uri import redact

# Options that may be given again for a further value.
REPEATABLE = frozenset(
    {"trusted-host", "extra-index-url", "find-links", "requirement", "constraint", "editable", "use-feature"}
)
_LONGEST_SHOWN = 60


@rule(
    "requirements-extra-words",
    summary=mark("an option takes one value, and pip ignores the words behind it without a word"),
    severity=Severity.WARNING,
    kinds=REQUIREMENTS_FILES,
)
def requirements_extra_words(view: View) -> Iterator[Diagnosis]:
    """What ``optparse`` leaves over is dropped (pip 26.3, ``req/req_file.py:get_line_parser``)."""
    for problem in problems_of(view, "requirements-extra-words"):
        key, words = problem.fact("option"), _shown(problem.fact("words"))
        if key in REPEATABLE:
            message = tr(
                "pip ignores '{words}': --{key} takes one value. Repeat the option for each further one.",
                words=words,
                key=key,
            )
        else:
            message = tr(
                "pip ignores '{words}': no option takes it. Put it on a line of its own, or remove it.",
                words=words,
            )
        yield Diagnosis(problem.span, message, offers=tuple(_offers(problem, key, words)))


def _offers(problem: Problem, key: str, words: str) -> Iterator[Offer]:
    opens = key == "trusted-host"
    repeatable = key in REPEATABLE and not any(w.startswith("-") for w in problem.fact("words").split())
    remove = removal(
        problem, tr("Remove '{words}', which pip ignores", words=words), preferred=opens or not repeatable
    )
    if not repeatable:
        yield remove
        return
    title = tr("Repeat --{key} for each word", key=key)
    if opens:
        title = tr(
            "Repeat --{key} for each word, which turns certificate checks off for these hosts (lowers security)",
            key=key,
        )
        yield remove
    arguments = {"start": str(problem.span.start)}
    yield Offer("repeat-option", title, arguments, lowers_security=opens, preferred=not opens)
    if not opens:
        yield remove


def _shown(words: str) -> str:
    words = redact(words)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"
