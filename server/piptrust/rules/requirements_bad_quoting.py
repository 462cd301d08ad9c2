"""Quotes or backslashes on an options line that do not come out even."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.requirements_file import pips_words, problems_of, removal, stops
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.text.span import Span

_QUOTES = ('"', "'")


@rule(
    "requirements-bad-quoting",
    summary=mark("a quote on an options line is not closed, or a backslash stands last"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_bad_quoting(view: View) -> Iterator[Diagnosis]:
    """Options are split as a shell would (pip 26.3, ``req/req_file.py:get_line_parser``, ``shlex``)."""
    for problem in problems_of(view, "requirements-bad-quoting"):
        if problem.fact("reason") == "No escaped character":
            why = tr(
                "a backslash stands last, with nothing to escape. A line goes on in the next only where the "
                "backslash is its very last character: no blank and no comment may follow."
            )
        else:
            why = tr("a quote is opened and not closed. Close it, or write the value without quotes.")
        message = f"{stops(view)}: {why}"
        offers = tuple(_offers(view, problem))
        yield Diagnosis(problem.span, message, evidence=pips_words(view, problem), offers=offers)


def _offers(view: View, problem: Problem) -> Iterator[Offer]:
    document, span = view.document, problem.span
    text = document.source(span)
    if problem.fact("reason") == "No escaped character" and text.endswith("\\"):
        last = Span(span.end - len(text) + len(text.rstrip("\\")), span.end)
        yield replacement(document, last, "", tr("Remove the backslash"), preferred=True)
    present = [quote for quote in _QUOTES if quote in text]
    if len(present) == 1 and problem.fact("reason") != "No escaped character" and text.count(present[0]) == 1:
        end = Span(span.end, span.end)
        yield replacement(document, end, present[0], tr("Close the quotation at the end of the line"))
        at = span.start + text.index(present[0])
        yield replacement(document, Span(at, at + 1), "", tr("Remove the quote"))
    yield removal(problem, tr("Remove the line"))
