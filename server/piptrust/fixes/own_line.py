"""Puts an option of a requirements file on a line of its own, where pip applies it."""

from __future__ import annotations

import re

from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, fix
from piptrust.engine.judgement.requirements_file import line_around
from piptrust.parse.requirement_line import FIRST_COUNTS
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span

_BLANKS = re.compile(r"(?:\s|\\(?=\s))+")


@fix("own-line")
def own_line(context: FixContext) -> tuple[Change, ...]:
    """Moves the option above its line, so that it holds for it; a second value of its key, below."""
    document = context.view.document
    setting = setting_at(document, context.arguments)
    _, line = line_around(document, setting.key_span.start)
    text = document.source(setting.span)
    leading = _BLANKS.match(text)
    text = text[leading.end() if leading else 0 :].rstrip()
    newline = newline_of(document.text)
    edit = TextEdit(Span(line.start, line.start), text + newline)
    if setting.ignored == FIRST_COUNTS:
        ended = document.source(line).endswith(("\n", "\r"))
        edit = TextEdit(Span(line.end, line.end), text + newline if ended else newline + text)
    return (EditFile(document.uri, (edit, TextEdit(setting.span, ""))),)
