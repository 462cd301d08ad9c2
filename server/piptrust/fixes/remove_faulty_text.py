"""Removes what stops pip at a line of a requirements file, or what it passes over there."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.engine.judgement.requirements_file import line_around
from piptrust.locale import tr
from piptrust.parse.document import Document, Problem
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("remove-faulty-text")
def remove_faulty_text(context: FixContext) -> tuple[Change, ...]:
    """Removes the part of its line that the problem ``code`` at ``start`` names, or the line."""
    document = context.view.document
    removed = faulty_text(document, problem_at(document, context.arguments))
    return (EditFile(document.uri, (TextEdit(removed, ""),)),)


def problem_at(document: Document, arguments: Mapping[str, str]) -> Problem:
    """The problem that the arguments name.

    Raises:
        FixImpossible: it is not there any more.
    """
    for problem in document.problems:
        if problem.code == arguments["code"] and problem.span.start == int(arguments["start"]):
            return problem
    raise FixImpossible(tr("The line has changed since this fix was offered."))


def faulty_text(document: Document, problem: Problem) -> Span:
    """What removing the problem deletes."""
    return problem.related or line_around(document, problem.span.start)[1]
