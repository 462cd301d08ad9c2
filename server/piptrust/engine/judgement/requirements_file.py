"""What the rules and fixes for requirements files share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from piptrust.engine.finding import Evidence, Offer
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Document, Problem
from piptrust.parse.requirement_line import LogicalLine
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.span import Span
from piptrust.text.uri import redact

_MOST_PROBLEMS = 1_000


def problems_of(view: View, code: str) -> Iterator[Problem]:
    """The first problems of this kind: of ten thousand an editor shows no more, and pip stops at the first.

    None where bytes are missing from the text: pip gets no further than they, and reads no such lines.
    """
    encoding = view.document.encoding
    if encoding is not None and encoding.replaced and not encoding.pip_reads:
        return iter(())
    return islice((problem for problem in view.document.problems if problem.code == code), _MOST_PROBLEMS)


def structure_of(document: Document) -> RequirementsFile:
    """The structure of a requirements file; the rules and fixes here run for no other kind."""
    assert isinstance(document.structure, RequirementsFile)
    return document.structure


def line_around(document: Document, offset: int) -> tuple[LogicalLine, Span]:
    """The logical line in which ``offset`` stands, and where that is, its line end included."""
    structure = structure_of(document)
    number = structure.line_at(offset)
    line, start = structure.lines[number], structure.starts[number]
    return line, Span(start, start + line.length)


def stops(view: View) -> str:
    """How messages begin that tell of a line that pip cannot read."""
    return tr("{pip} stops at this line and installs nothing", pip=view.environment.pip_name)


def pips_words(view: View, problem: Problem) -> tuple[Evidence, ...]:
    """What pip prints because of the problem."""
    if problem.pip_says is None:
        return ()
    return (
        Evidence(
            redact(problem.pip_says), tr("{pip}, its requirements parser", pip=view.environment.pip_name)
        ),
    )


def removal(problem: Problem, title: str, *, preferred: bool = False, safe: bool = False) -> Offer:
    """Removes what the problem is about.

    The place is found again by the problem, because lines may hold credentials, and what a fix carries with
    it travels through the editor.
    """
    arguments = {"code": problem.code, "start": str(problem.span.start)}
    return Offer("remove-faulty-text", title, arguments, preferred=preferred, safe=safe)
