"""Takes lines out of the value that their indentation made them a part of."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import reread, structure_of
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import Entry
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("unindent")
def unindent(context: FixContext) -> tuple[Change, ...]:
    """The line at ``start``, and the rest of the value with it, get the indentation of the value's key.

    Lines below that are indented deeper still keep what they have more, so that lists stay lists.
    """
    document = context.view.document
    start = int(context.arguments["start"])
    entry = next(
        (e for e in structure_of(document).entries if any(v.span.start == start for v in e.lines)), None
    )
    if entry is None:
        raise FixImpossible(tr("The value has changed since this fix was offered."))
    for edits in (tuple(_all_below(document, entry, start)), (_edit(document, entry, start),)):
        read = reread(context.view, edits)
        broken = sum(problem.stops_pip for problem in read.problems)
        if broken <= sum(problem.stops_pip for problem in document.problems):
            return (EditFile(document.uri, edits),)
    raise FixImpossible(tr("Moved to the left, these lines would be settings that this section has already."))


def _all_below(document: Document, entry: Entry, start: int) -> Iterator[TextEdit]:
    """Edits for every line from ``start`` to the end of the value, comments included."""
    index = document.line_index
    old = _indent(document, start)
    for line in range(index.line_of(start), index.line_of(max(entry.setting.span.end - 1, start)) + 1):
        content = index.line_content(line)
        if document.source(content).startswith(old):
            yield TextEdit(Span(content.start, content.start + len(old)), _key_indent(document, entry))


def _edit(document: Document, entry: Entry, start: int) -> TextEdit:
    return TextEdit(Span(start - len(_indent(document, start)), start), _key_indent(document, entry))


def _key_indent(document: Document, entry: Entry) -> str:
    return _indent(document, entry.setting.key_span.start)


def _indent(document: Document, start: int) -> str:
    """What stands before ``start`` in its line."""
    line = document.line_index.line_span(document.line_index.line_of(start))
    return document.source(Span(line.start, start))
