"""Gives the settings above the first section header the section that they must mean."""

from __future__ import annotations

from piptrust.engine.edits.config_repair import reread, structure_of, values_of
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import Section
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("add-section-header")
def add_section_header(context: FixContext) -> tuple[Change, ...]:
    """Writes ``[global]`` above them, or moves them below the ``[global]`` that there is."""
    document = context.view.document
    sections = structure_of(document).sections
    if not sections or sections[0].name:
        raise FixImpossible(tr("Every setting has a section by now."))
    present = next((section for section in sections if section.name == "global"), None)
    if present is None:
        at = sections[0].span.start
        edits = (TextEdit(Span(at, at), "[global]" + newline_of(document.text)),)
    else:
        edits = _move(document, sections[0], present)
    wanted = values_of(document, "") + values_of(document, "global")
    if values_of(reread(context.view, edits), "global") != wanted:
        raise FixImpossible(tr("The settings cannot be moved without changing what they mean."))
    return (EditFile(document.uri, edits),)


def _move(document: Document, headless: Section, present: Section) -> tuple[TextEdit, ...]:
    header = document.line_index.line_span(document.line_index.line_of(present.header_span.start))
    body = document.source(headless.span)
    if not document.source(header).endswith(("\n", "\r")):
        body = newline_of(document.text) + body
    if header.start == headless.span.end:
        # Neighbours: the header itself moves, which changes fewer lines.
        line = document.source(header)
        line += "" if line.endswith(("\n", "\r")) else newline_of(document.text)
        start = headless.span.start
        return TextEdit(Span(start, start), line), TextEdit(header, "")
    return TextEdit(headless.span, ""), TextEdit(Span(header.end, header.end), body)
