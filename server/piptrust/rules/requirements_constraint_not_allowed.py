"""A constraint of a form that pip does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.requirements_file import pips_words, problems_of, removal
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.text.span import Span

_EXTRAS = re.compile(r"^[A-Za-z0-9._-]+(\s*\[[^\]]*\])")
_WHY = {
    "extras": mark(
        "a constraint cannot ask for extras. Leave them to the requirement; the constraint holds with "
        "any extras."
    ),
    "editable": mark("a constraint cannot be editable. Put it into a requirements file."),
    "unnamed": mark(
        "a constraint must name a project. Write 'name @ URL', or put it into a requirements file."
    ),
    "link": mark("before pip 21.1 a constraint cannot be a URL. Put it into a requirements file."),
}


@rule(
    "requirements-constraint-not-allowed",
    summary=mark("a constraint has extras, is editable, or names no project"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_constraint_not_allowed(view: View) -> Iterator[Diagnosis]:
    """All are checked once they are read (``req/req_install.py:check_invalid_constraint_type``)."""
    for problem in problems_of(view, "requirements-constraint-not-allowed"):
        name = view.environment.pip_name
        why = tr(_WHY[problem.fact("reason")])
        message = tr("{pip} refuses this constraint and installs nothing: {why}", pip=name, why=why)
        offers = tuple(_offers(view, problem))
        yield Diagnosis(problem.span, message, evidence=pips_words(view, problem), offers=offers)


def _offers(view: View, problem: Problem) -> Iterator[Offer]:
    document = view.document
    match = _EXTRAS.match(document.source(problem.span)) if problem.fact("reason") == "extras" else None
    if match is not None:
        span = Span(*match.span(1)).shifted(problem.span.start)
        yield replacement(
            document,
            span,
            "",
            tr("Remove '{words}'", words=match.group(1).strip()),
            preferred=True,
            safe=True,
        )
    yield removal(problem, tr("Remove the line"))
