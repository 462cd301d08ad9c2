"""Makes one list of an option that is set twice."""

from __future__ import annotations

from piptrust.engine.edits.config_repair import reread
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("merge-option")
def merge_option(context: FixContext) -> tuple[Change, ...]:
    """Adds the words of the setting whose key starts at ``second`` to that at ``first``, and removes it."""
    document = context.view.document
    first = _setting_at(document, int(context.arguments["first"]))
    second = _setting_at(document, int(context.arguments["second"]))
    known = {value.text for value in first.values}
    words = [word for word in dict.fromkeys(v.text for v in second.values) if word not in known]
    edits = (TextEdit(second.span, ""),)
    if words:
        edits = (_addition(document, first, words), *edits)
    merged = [v.text for v in first.values] + words
    if merged not in [[v.text for v in s.values] for s in reread(context.view, edits).settings]:
        raise FixImpossible(tr("The values cannot be joined without changing what the file means."))
    return (EditFile(document.uri, edits),)


def _addition(document: Document, setting: Setting, words: list[str]) -> TextEdit:
    """The words in the form that the list has: behind the last word, or each on a line of its own."""
    end = setting.value_span.end
    at = Span(end, end)
    if "\n" not in setting.value:
        before = "" if document.text[:end].endswith((" ", "\t")) else " "
        return TextEdit(at, before + " ".join(words))
    last = setting.values[-1].span.start
    content = document.source(document.line_index.line_content(document.line_index.line_of(last)))
    indent = content[: len(content) - len(content.lstrip())]
    return TextEdit(at, "".join(newline_of(document.text) + indent + word for word in words))


def _setting_at(document: Document, start: int) -> Setting:
    for setting in document.settings:
        if setting.key_span.start == start:
            return setting
    raise FixImpossible(tr("The setting has changed since this fix was offered."))
