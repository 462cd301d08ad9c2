"""Moves what stands below the second header of a section to the first."""

from __future__ import annotations

from piptrust.engine.edits.config_repair import reread, structure_of, values_of
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import Section
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("merge-section")
def merge_section(context: FixContext) -> tuple[Change, ...]:
    """The section whose header starts at ``start`` goes into the first of its name, comments and all."""
    document = context.view.document
    start = int(context.arguments["start"])
    sections = structure_of(document).sections
    second = next((s for s in sections if s.header_span.start == start and s.name), None)
    first = None if second is None else next(s for s in sections if s.name == second.name)
    if first is None or second is None or first is second:
        raise FixImpossible(tr("The section does not stand twice any more."))
    wanted = values_of(document, first.name)
    for body in _bodies(document, first, second):
        edits = (*_insertion(document, first, body), TextEdit(second.span, ""))
        if values_of(reread(context.view, edits), first.name) == wanted:
            return (EditFile(document.uri, edits),)
    raise FixImpossible(tr("The settings cannot be moved without changing what they mean."))


def _bodies(document: Document, first: Section, second: Section) -> tuple[str, ...]:
    """The lines to move: as they are, or, where their indentation would change their meaning, without it."""
    header = document.line_index.line_span(document.line_index.line_of(second.header_span.start))
    body = document.source(Span(header.end, second.span.end))
    lines = body.splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    indent = _indent_of_last(document, first)
    return body, "".join(indent + line[least:] if line.strip() else line for line in lines)


def _insertion(document: Document, first: Section, body: str) -> tuple[TextEdit, ...]:
    """At the end of the first section, above the blank lines that part it from the next."""
    newline = newline_of(document.text)
    end = first.span.start + len(document.source(first.span).rstrip())
    line = document.line_index.line_span(document.line_index.line_of(max(end - 1, first.span.start)))
    if not body.strip():
        return ()
    body = _without_blank_ends(body, newline)
    ended = document.source(line).endswith(("\n", "\r"))
    return (TextEdit(Span(line.end, line.end), body if ended else newline + body),)


def _without_blank_ends(body: str, newline: str) -> str:
    lines = body.splitlines(keepends=True)
    while not lines[0].strip():
        del lines[0]
    while not lines[-1].strip():
        del lines[-1]
    text = "".join(lines)
    return text if text.endswith(("\n", "\r")) else text + newline


def _indent_of_last(document: Document, section: Section) -> str:
    if not section.entries:
        return ""
    key = section.entries[-1].setting.key_span.start
    line = document.line_index.line_span(document.line_index.line_of(key))
    return document.source(Span(line.start, key))
