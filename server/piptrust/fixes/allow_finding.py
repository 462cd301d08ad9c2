"""Allows one finding by a comment, which pip ignores."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("allow-finding")
def allow_finding(context: FixContext) -> tuple[Change, ...]:
    """Puts the comment behind the line where pip allows one there, else on a line of its own above it."""
    document = context.view.document
    if context.finding.span == (0, 0):
        # It is about the file as a whole: how it is encoded, for one.
        whole = f"# piptrust: allow-file[{context.finding.rule}]"
        return _edit(document, _above(document, _lines_of_comments_at_the_top(document), whole))
    comment = f"# piptrust: allow[{context.finding.rule}]"
    line = document.line_index.line_of(context.finding.span.start)
    if document.kind is FileKind.PIP_CONF:
        return _edit(document, _above(document, line, comment))
    first = _first_joined_line(document, line)
    if document.kind is FileKind.NOTEBOOK_CELL:
        # Above a command the comment is one to Python and to every shell.
        return _edit(document, _above(document, first, comment))
    content = document.line_index.line_content(first)
    text = document.source(content)
    if not text.strip() or text.lstrip().startswith("#"):
        raise FixImpossible(
            tr("This finding is about a comment or an empty line, where no comment can allow it.")
        )
    if first == line and not text.endswith("\\"):
        blank = "" if text[-1:].isspace() else "  "
        return _edit(document, TextEdit(Span(content.end, content.end), blank + comment))
    # pip ends a joined line at a comment, so only the lines above the first are free.
    return _edit(document, _above(document, first, comment))


def _lines_of_comments_at_the_top(document: Document) -> int:
    """Those stay where they are: a coding comment counts only in the first two lines."""
    line = 0
    while document.source(document.line_index.line_content(line)).startswith("#"):
        line += 1
    return line


def _first_joined_line(document: Document, line: int) -> int:
    while line > 0:
        before = document.source(document.line_index.line_content(line - 1))
        if not before.endswith("\\") or before.lstrip().startswith("#"):
            break
        line -= 1
    return line


def _above(document: Document, line: int, comment: str) -> TextEdit:
    start = document.line_index.line_span(line).start
    newline = newline_of(document.text)
    if start and document.text[start - 1] not in "\r\n":
        # Behind a last line that has no end.
        return TextEdit(Span(start, start), newline + comment)
    return TextEdit(Span(start, start), comment + newline)


def _edit(document: Document, edit: TextEdit) -> tuple[Change, ...]:
    return (EditFile(document.uri, (edit,)),)
