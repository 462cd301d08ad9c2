"""Where a caret stands in a pip.conf: in a section's name, a key, or a value."""

from __future__ import annotations

import re
from typing import Union

from piptrust.engine.completions.item import Slot
from piptrust.parse.document import Document, Value
from piptrust.parse.pip_conf import Entry, PipConf, Section, normalize_key
from piptrust.text.records import dataclass
from piptrust.text.span import Span

_SEPARATOR = re.compile("[=:]")


@dataclass(frozen=True)
class SectionPlace:
    """Between the brackets of a header; ``closed`` says whether the closing one is there."""

    slot: Slot
    closed: bool


@dataclass(frozen=True)
class KeyPlace:
    """In a key, or on an empty line. ``section`` is None above the first header."""

    slot: Slot
    section: str | None
    has_separator: bool
    line_is_empty: bool


@dataclass(frozen=True)
class ValuePlace:
    """In a value.

    Attributes:
        section: the section's name, as written.
        key: as pip compares it.
        word: the word at the caret.
        whole: the whole value, as far as it stands on this line.
        others: the value's other words.
    """

    section: str
    key: str
    word: Slot
    whole: Slot
    others: tuple[str, ...]


@dataclass(frozen=True)
class CommentPlace:
    """In a comment; ``before`` is what stands in it before the caret."""

    slot: Slot
    before: str


ConfigPlace = Union[SectionPlace, KeyPlace, ValuePlace, CommentPlace]


def config_place(document: Document, offset: int) -> ConfigPlace | None:
    """The place of a caret; None where nothing can be written (behind a header)."""
    assert isinstance(document.structure, PipConf)
    text = document.text
    start, end = document.line_index.line_content(document.line_index.line_of(offset))
    offset = min(offset, end)
    line = text[start:end]
    content = line.strip()
    first = start + len(line) - len(line.lstrip()) if content else offset
    if content[:1] in {"#", ";"}:
        return _comment(text, first, offset) if offset > first else None
    section = _section_at(document.structure, start)
    entry = _entry_above(section, start)
    if entry is not None and first - start > _indent(document, entry):
        return _value(text, section, entry.setting.key, Span(first, end), offset, entry.setting.values)
    if content[:1] == "[":
        return _header(text, first, offset, end) if offset > first else None
    separator = _SEPARATOR.search(text, first, end)
    if separator is None or offset <= separator.start():
        key_end = end if separator is None else separator.start()
        slot = _slot(text, Span(min(first, offset), first + len(text[first:key_end].rstrip())), offset)
        name = section.name if section is not None and section.name else None
        return KeyPlace(slot, name, separator is not None, not content)
    key = normalize_key(text[first : separator.start()].strip())
    after = text[separator.end() : end]
    value = Span(min(separator.end() + len(after) - len(after.lstrip()), end), end)
    own = next((e for e in section.entries if e.setting.key_span.start == first), None) if section else None
    return _value(text, section, key, value, offset, own.setting.values if own else ())


def _comment(text: str, start: int, offset: int) -> CommentPlace:
    return CommentPlace(_word_slot(text, Span(start, _line_end(text, offset)), offset), text[start:offset])


def _header(text: str, first: int, offset: int, end: int) -> SectionPlace | None:
    closing = text.find("]", first, end)
    if 0 <= closing < offset:
        return None
    closed = closing >= 0
    name_end = closing if closed else first + len(text[first:end].rstrip())
    return SectionPlace(_slot(text, Span(first + 1, name_end), offset), closed)


def _value(
    text: str, section: Section | None, key: str, line: Span, offset: int, values: tuple[Value, ...]
) -> ValuePlace | None:
    if section is None or not key:
        return None
    start = min(line.start, offset)
    whole = _slot(text, Span(start, start + len(text[start : line.end].rstrip())), offset)
    word = _word_slot(text, Span(start, line.end), offset)
    others = tuple(v.text for v in values if not (v.span.start <= offset <= v.span.end))
    return ValuePlace(section.name, key, word, whole, others)


def _slot(text: str, span: Span, offset: int) -> Slot:
    return Slot(span.start, offset, max(span.end, offset), text[span.start : offset])


def _word_slot(text: str, line: Span, offset: int) -> Slot:
    start = end = offset
    while start > line.start and not text[start - 1].isspace():
        start -= 1
    while end < line.end and not text[end].isspace():
        end += 1
    return Slot(start, offset, end, text[start:offset])


def _line_end(text: str, offset: int) -> int:
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return min(ends, default=len(text))


def _section_at(structure: PipConf, line_start: int) -> Section | None:
    """The section that a line belongs to; a header's line belongs to the one above."""
    above = [section for section in structure.sections if section.span.start < line_start]
    return above[-1] if above else None


def _entry_above(section: Section | None, line_start: int) -> Entry | None:
    if section is None:
        return None
    above = [entry for entry in section.entries if entry.setting.key_span.start < line_start]
    return above[-1] if above else None


def _indent(document: Document, entry: Entry) -> int:
    at = entry.setting.key_span.start
    return at - document.line_index.starts[document.line_index.line_of(at)]
