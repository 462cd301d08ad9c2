"""Gives each word that stands behind an option's value an option of its own."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, fix
from piptrust.engine.judgement.requirements_file import line_around
from piptrust.fixes.remove_faulty_text import problem_at
from piptrust.parse.document import Document, Problem
from piptrust.parse.requirement_lines import join_line
from piptrust.parse.requirement_words import split_words
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("repeat-option")
def repeat_option(context: FixContext) -> tuple[Change, ...]:
    """Moves the words that ``optparse`` leaves over to lines of their own below, each behind the option."""
    document = context.view.document
    problem = problem_at(document, {**context.arguments, "code": "requirements-extra-words"})
    newline = newline_of(document.text)
    _, line = line_around(document, problem.span.start)
    added = "".join(f"--{problem.fact('option')} {word}{newline}" for word in _sources(document, problem))
    ended = document.source(line).endswith(("\n", "\r"))
    below = TextEdit(Span(line.end, line.end), added if ended else newline + added.removesuffix(newline))
    assert problem.related is not None
    return (EditFile(document.uri, (TextEdit(problem.related, ""), below)),)


def _sources(document: Document, problem: Problem) -> list[str]:
    """The words as the file writes them, quotes included."""
    text = join_line(document.source(problem.span)).text
    return [text[word.begin : word.stop] for word in split_words(text, 0)]
