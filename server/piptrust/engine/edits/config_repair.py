"""What the rules and fixes for broken configuration files share."""

from __future__ import annotations

import re

from piptrust.data.options import GLOBAL, commands
from piptrust.engine.finding import Evidence, Offer
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Document, Problem
from piptrust.parse.pip_conf import PipConf, parse_pip_conf
from piptrust.text.edit import TextEdit, apply_edits
from piptrust.text.span import Span
from piptrust.text.uri import redact

_BRACKETED_WORD = re.compile(r"[\[({<\"']*\s*([A-Za-z]+)\s*[\])}>\"':]*$")


def structure_of(document: Document) -> PipConf:
    """The structure of a configuration file; the rules and fixes here run for no other kind."""
    assert isinstance(document.structure, PipConf)
    return document.structure


def pips_words(view: View, problem: Problem) -> tuple[Evidence, ...]:
    """What pip prints because of the problem."""
    if problem.pip_says is None:
        return ()
    return (
        Evidence(
            redact(problem.pip_says), tr("{pip}, its configuration loader", pip=view.environment.pip_name)
        ),
    )


def stops(view: View) -> str:
    """How messages begin that tell of an error in the file itself."""
    return tr("{pip} stops at once, whatever the command", pip=view.environment.pip_name)


def line_number(document: Document, span: Span) -> int:
    """The line in which ``span`` starts, counted from 1 as people do."""
    return document.line_index.line_of(span.start) + 1


def replacement(
    document: Document, span: Span, text: str, title: str, *, safe: bool = False, preferred: bool = False
) -> Offer:
    """Puts ``text`` in the place of ``span``."""
    arguments = {
        "start": str(span.start),
        "end": str(span.end),
        "text": text,
        "expected": document.source(span),
    }
    return Offer("replace-text", title, arguments, safe=safe, preferred=preferred)


def meant_section(view: View, line: str) -> str | None:
    """The section that a line means which has lost a bracket, or has brackets of another kind; else None."""
    match = _BRACKETED_WORD.match(line)
    name = match.group(1).lower() if match else ""
    return name if name == GLOBAL or name in commands(view.environment.pip_version) else None


def reread(view: View, edits: tuple[TextEdit, ...]) -> Document:
    """The document as it would be after ``edits``: builders look before they promise."""
    document, environment = view.document, view.environment
    text = apply_edits(document.text, edits)
    return parse_pip_conf(document.uri, text, environment.pip_version, environment.python_version)


def values_of(document: Document, section: str) -> list[tuple[str, str]]:
    """Every key and value that stands in a section, in order, repeated ones too."""
    return [(s.key, s.value) for s in document.settings if s.section == section]
