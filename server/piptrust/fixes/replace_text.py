"""Puts one piece of text in the place of another."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("replace-text")
def replace_text(context: FixContext) -> tuple[Change, ...]:
    """Replaces ``[start, end)`` by ``text``, provided that ``expected`` still stands there."""
    arguments = context.arguments
    span = Span(int(arguments["start"]), int(arguments["end"]))
    document = context.view.document
    if document.source(span) != arguments["expected"]:
        raise FixImpossible(tr("The text has changed since this fix was offered."))
    return (EditFile(document.uri, (TextEdit(span, arguments["text"]),)),)
