"""Takes one word out of an option that takes several."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("remove-value")
def remove_value(context: FixContext) -> tuple[Change, ...]:
    """Removes the word at ``[start, end)``; the whole entry when that was its last word.

    In a requirements file an option takes one value however many words that has, so the entry goes.
    """
    word = Span(int(context.arguments["start"]), int(context.arguments["end"]))
    return (EditFile(context.view.document.uri, (removal(context.view.document, word),)),)


def removal(document: Document, word: Span) -> TextEdit:
    """The edit that removes one word of a multi-value option.

    Raises:
        FixImpossible: no option has a word there.
    """
    setting = _setting_with(document, word)
    alone = len(setting.values) == 1 or document.kind is not FileKind.PIP_CONF
    return TextEdit(setting.span if alone else span_with_blanks(document, word, setting), "")


def span_with_blanks(document: Document, words: Span, setting: Setting) -> Span:
    """``words`` with the blanks that nothing needs without them: the whole line where it is empty then."""
    text = document.text
    line = document.line_index.line_of(words.start)
    content = document.line_index.line_content(line)
    before = text[content.start : words.start]
    after = text[words.end : content.end]
    if after.strip():
        return Span(words.start, content.end - len(after.lstrip()))
    if before.strip() or setting.key_span.start >= content.start:
        return Span(content.start + len(before.rstrip()), content.end)
    return document.line_index.line_span(line)


def _setting_with(document: Document, word: Span) -> Setting:
    for setting in document.settings:
        if setting.value_span == word or any(value.span == word for value in setting.values):
            return setting
    raise FixImpossible(tr("The entry has changed since this fix was offered."))
