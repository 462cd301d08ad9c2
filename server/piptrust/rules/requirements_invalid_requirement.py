"""A line that names nothing that pip could install."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Confidence, Offer, Severity
from piptrust.engine.judgement.requirements_file import pips_words, problems_of, removal, stops
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.text.span import Span
from piptrust.text.uri import redact

_SINGLE_EQUALS = re.compile(r"(?<![=<>!~])=(?![=<>!~])")
_TURNED_OPERATOR = re.compile(r"=(?:>|<|!|~)(?!=)")
_COMMAND = re.compile(r"(?:\$ *)?pip3? +install +")
_CONFLICT = re.compile(r"<<<<<<<|>>>>>>>|=======|\|\|\|\|\|\|\|")


@rule(
    "requirements-invalid-requirement",
    summary=mark("a line is neither a requirement, nor a URL, nor a path that pip could install"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_invalid_requirement(view: View) -> Iterator[Diagnosis]:
    """Requirements are read by packaging (pip 26.3, ``req/constructors.py:parse_req_from_line``)."""
    for problem in problems_of(view, "requirements-invalid-requirement"):
        names = problem.fact("variables").split()
        if any(view.environment.variables.get(name) for name in names):
            # What pip reads is not what stands here.
            continue
        message = f"{stops(view)}: {_why(view, problem)}"
        yield Diagnosis(
            problem.span,
            message,
            confidence=Confidence.LIKELY if names else Confidence.CERTAIN,
            evidence=pips_words(view, problem),
            offers=tuple(_offers(view, problem)),
        )


def _why(view: View, problem: Problem) -> str:
    text = view.document.source(problem.span)
    if _CONFLICT.match(text):
        return tr("this is the mark of a merge conflict. Resolve it.")
    if _COMMAND.match(text):
        return tr("this is a command, and the file holds only what comes behind 'pip install'.")
    if problem.fact("hint"):
        return tr("'=' compares nothing; an exact version is written with '=='.")
    says = problem.pip_says or ""
    reason = says.splitlines()[0] if says else ""
    if reason.startswith("Invalid requirement: "):
        reason = reason.rpartition("': ")[2] if "': " in reason else tr("this is no requirement")
    return sentences(
        redact(_sentence(reason)),
        tr("A requirement is a name with versions, as in 'name>=1.2,<2', or a URL."),
    )


def _sentence(reason: str) -> str:
    reason = reason[:1].lower() + reason[1:]
    return reason if reason.endswith(".") else f"{reason}."


def _offers(view: View, problem: Problem) -> Iterator[Offer]:
    document = view.document
    text = document.source(problem.span)
    command = _COMMAND.match(text)
    if command is not None:
        span = Span(*command.span()).shifted(problem.span.start)
        yield replacement(document, span, "", tr("Remove the command's name"), preferred=True)
        return
    specifier = text.partition(";")[0]
    single = list(_SINGLE_EQUALS.finditer(specifier))
    turned = list(_TURNED_OPERATOR.finditer(specifier))
    if problem.fact("hint") and len(single) == 1:
        span = Span(*single[0].span()).shifted(problem.span.start)
        yield replacement(document, span, "==", tr("Write '==' for '='"), preferred=True)
    elif len(turned) == 1 and "@" not in specifier:
        span = Span(*turned[0].span()).shifted(problem.span.start)
        operator = turned[0].group()[::-1]
        yield replacement(
            document, span, operator, tr("Write '{operator}'", operator=operator), preferred=True
        )
    yield removal(problem, tr("Remove the line"))
