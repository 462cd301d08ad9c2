"""Gives a comment that pip takes for a part of a value a line of its own."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.fixes.remove_value import span_with_blanks
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("move-comment")
def move_comment(context: FixContext) -> tuple[Change, ...]:
    """Moves the text at ``[start, end)`` to a new line above its own, with that line's indentation.

    pip drops lines that start with ``#`` or ``;``, also between the lines of a value (pip 26.3,
    ``configuration.py:_construct_parser``: ``RawConfigParser`` with its defaults).
    """
    document = context.view.document
    span = Span(int(context.arguments["start"]), int(context.arguments["end"]))
    setting = _setting_around(document, span)
    comment = document.source(span)
    if not comment.startswith(("#", ";")):
        raise FixImpossible(tr("The comment has changed since this fix was offered."))
    line = document.line_index.line_content(document.line_index.line_of(span.start))
    before = document.source(Span(line.start, span.start))
    if not before.strip():
        raise FixImpossible(tr("The comment stands on a line of its own by now."))
    indent = before[: len(before) - len(before.lstrip())]
    above = TextEdit(Span(line.start, line.start), indent + comment + newline_of(document.text))
    removed = TextEdit(span_with_blanks(document, span, setting), "")
    return (EditFile(document.uri, (above, removed)),)


def _setting_around(document: Document, span: Span) -> Setting:
    for setting in document.settings:
        if setting.value_span.start <= span.start and span.end <= setting.value_span.end:
            return setting
    raise FixImpossible(tr("The entry has changed since this fix was offered."))
