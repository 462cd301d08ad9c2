"""An option of requirements files whose name is not clear, or whose value pip refuses."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.requirements_file import pips_words, problems_of, removal, stops
from piptrust.engine.judgement.wording import either
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.parse.requirement_options import OptionTable, options_of
from piptrust.text.span import Span
from piptrust.text.uri import redact

_MOST_MEANINGS = 4
_NO = frozenset({"n", "no", "f", "false", "off", "0"})


@rule(
    "requirements-invalid-option",
    summary=mark("an option is cut too short, lacks its value, or has one that pip refuses"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_invalid_option(view: View) -> Iterator[Diagnosis]:
    """Options of a line are read by ``optparse`` (pip 26.3, ``req/req_file.py:get_line_parser``)."""
    table = options_of(view.environment.pip_version)
    for problem in problems_of(view, "requirements-invalid-option"):
        meanings = _meanings(problem, table)
        message = f"{stops(view)}: {_why(view, problem, meanings)}"
        offers = tuple(_offers(view, problem, meanings))
        yield Diagnosis(problem.span, message, evidence=pips_words(view, problem), offers=offers)


def _meanings(problem: Problem, table: OptionTable) -> list[str]:
    written = problem.fact("option")
    return sorted(s for s in table.long_spellings() if s.startswith(written))


def _why(view: View, problem: Problem, meanings: list[str]) -> str:
    written, value = problem.fact("option"), redact(problem.fact("value"))
    reason = problem.fact("reason")
    if reason == "ambiguous":
        return tr(
            "{option} may stand for {options}. Write out the one that is meant.",
            option=written,
            options=either(meanings),
        )
    if reason == "value-missing":
        return tr("{written} has no value. Give one, or remove it.", written=written)
    if reason == "value-unwanted":
        return tr(
            "{written} takes no value, and here it is given '{value}'. Write it without one, or remove it.",
            written=written,
            value=value,
        )
    words = (problem.pip_says or "").partition("error: ")[2]
    if written.startswith("--use-f"):
        return tr(
            "{pip} knows no feature '{value}'. Remove the option or name another.",
            pip=view.environment.pip_name,
            value=value,
        )
    return tr("it refuses '{value}': {words}", value=value, words=redact(words))


def _offers(view: View, problem: Problem, meanings: list[str]) -> Iterator[Offer]:
    document, written, reason = view.document, problem.fact("option"), problem.fact("reason")
    if reason == "ambiguous" and len(meanings) <= _MOST_MEANINGS:
        yield from (replacement(document, problem.span, m, tr("Write {text}", text=m)) for m in meanings)
    without_value = reason == "value-unwanted" and problem.fact("value").lower() not in _NO
    if without_value:
        # The value stands behind an equals sign.
        span = Span(problem.span.start - 1, problem.span.end)
        if document.source(span).startswith("=") and redact(document.source(span)) == document.source(span):
            yield replacement(
                document, span, "", tr("Write {written} without a value", written=written), preferred=True
            )
    yield removal(
        problem,
        tr("Remove {written}", written=written),
        preferred=reason == "value-unwanted" and not without_value,
    )
