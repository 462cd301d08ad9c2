"""A configuration file's lines as they should be, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.formatting.style import Style
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import Entry, PipConf
from piptrust.text.edit import TextEdit, newline_of
from piptrust.text.records import dataclass
from piptrust.text.span import Span


@dataclass(frozen=True)
class _Line:
    """One line without its end: ``wanted`` is how it should read."""

    span: Span
    wanted: str
    blank: bool = False
    comment: bool = False
    header: bool = False
    in_value: bool = False


def layout_edits(document: Document, style: Style) -> list[TextEdit]:
    """The smallest edits that give the file the house style, in order; none touches another."""
    lines = list(_lines(document, style))
    last_content = max((n for n, line in enumerate(lines) if not line.blank), default=-1)
    newline = newline_of(document.text)
    edits: list[TextEdit] = []
    for number, line in enumerate(lines):
        if line.header and _wants_space(lines, number):
            first = _start_of_comments(lines, number)
            at = lines[first].span.start
            # The line end of the line above: another one could become a part of it.
            above = Span(lines[first - 1].span.end, at)
            edits.append(TextEdit(Span(at, at), document.source(above)))
        if _is_superfluous(lines, number, last_content, style):
            edits.append(TextEdit(Span(line.span.start, document.line_index.line_span(number).end), ""))
        else:
            edits.extend(_smallest(document.text, line))
    if style.ends_in_newline and last_content == len(lines) - 1:
        edits.append(TextEdit(Span(len(document.text), len(document.text)), newline))
    return _joined(sorted(edits, key=lambda e: e.span))


def _joined(edits: list[TextEdit]) -> list[TextEdit]:
    """Edits that touch as one: editors differ in how they order two at one place."""
    joined: list[TextEdit] = []
    for edit in edits:
        if joined and joined[-1].span.end == edit.span.start:
            before = joined.pop()
            edit = TextEdit(Span(before.span.start, edit.span.end), before.new_text + edit.new_text)
        joined.append(edit)
    return joined


def _lines(document: Document, style: Style) -> Iterator[_Line]:
    structure = document.structure
    assert isinstance(structure, PipConf)
    index = document.line_index
    wanted: dict[int, _Line] = {}
    in_values: set[int] = set()

    def put(at: int, text: str, *, comment: bool = False, header: bool = False) -> None:
        number = index.line_of(at)
        span = index.line_content(number)
        content = document.source(span)
        blanks = "" if style.trims else content[len(content.rstrip()) :]
        wanted[number] = _Line(span, text + blanks, comment=comment, header=header)

    for section in structure.sections:
        if section.header_span.start < section.header_span.end:
            end = max(section.header_span.end, section.junk_span.end)
            put(section.header_span.start, document.text[section.header_span.start : end], header=True)
    for entry in structure.entries:
        for at, text in _entry_lines(document, entry, style):
            put(at, text)
        value_end = entry.setting.value_span.end
        in_values.update(range(index.line_of(entry.setting.key_span.start), index.line_of(value_end)))
    for comment in structure.comments:
        if index.line_of(comment.start) not in wanted:
            indent = style.indent if _belongs_to_value(document, structure, comment.start) else ""
            put(comment.start, indent + document.source(comment).rstrip(), comment=True)
    for number in range(len(index)):
        span = index.line_content(number)
        blank = _Line(span, "" if style.trims else document.source(span), True, in_value=number in in_values)
        yield wanted.get(number, blank)


def _entry_lines(document: Document, entry: Entry, style: Style) -> Iterator[tuple[int, str]]:
    """Where each line of an entry stands, and how it should read; the key's line comes first."""
    line_of = document.line_index.line_of
    setting = entry.setting
    key = document.source(setting.key_span)
    separator = document.source(entry.separator_span)
    head = f"{key} =" if separator == "=" else f"{key}:"
    rest = list(entry.lines)
    if rest and line_of(rest[0].span.start) == line_of(setting.key_span.start):
        head = f"{head} {rest.pop(0).text}"
    yield setting.key_span.start, head
    for value in rest:
        yield value.span.start, style.indent + value.text
    for comment in entry.comments:
        yield comment.start, style.indent + document.source(comment).rstrip()


def _belongs_to_value(document: Document, structure: PipConf, at: int) -> bool:
    """Whether a comment stands deeper than the key above it, as one that is taken out of a list does."""
    index = document.line_index
    section = next((s for s in reversed(structure.sections) if s.span.start <= at), None)
    above = [e for e in section.entries if e.setting.key_span.start < at] if section else []
    if not above:
        return False
    key = above[-1].setting.key_span.start
    return at - index.starts[index.line_of(at)] > key - index.starts[index.line_of(key)]


def _wants_space(lines: list[_Line], number: int) -> bool:
    """Whether something stands right above a header, or above the comments that belong to it."""
    start = _start_of_comments(lines, number)
    return start > 0 and not lines[start - 1].blank


def _start_of_comments(lines: list[_Line], number: int) -> int:
    start = number
    while start > 0 and lines[start - 1].comment and not lines[start - 1].wanted[:1].isspace():
        start -= 1
    return start


def _is_superfluous(lines: list[_Line], number: int, last_content: int, style: Style) -> bool:
    """Whether an empty line stands at either end of the file, or below another. In a value it is a part of it."""
    line = lines[number]
    if not line.blank or line.in_value:
        return False
    if number > last_content:
        # The last one is what stands behind the last line end: nothing, or blanks.
        return style.trims_end and number < len(lines) - 1
    return number == 0 or lines[number - 1].blank


def _smallest(text: str, line: _Line) -> Iterator[TextEdit]:
    """One edit of what differs between a line and what is wanted of it."""
    old = text[line.span.start : line.span.end]
    new = line.wanted
    if old == new:
        return
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = line.span.start + head, line.span.end - tail
    yield TextEdit(Span(start, end), new[head : len(new) - tail])
