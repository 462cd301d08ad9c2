"""What a selection grows to: the word, the value, the setting, the section, the file."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.navigation.host_in_text import host_in
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.span import Span


def selection(document: Document, offset: int) -> tuple[Span, ...]:
    """The ranges around a place, innermost first, each larger than the one before; the last is the whole file."""
    structure = document.structure
    around = _in_lines(document, structure, offset) if isinstance(structure, RequirementsFile) else None
    around = around or list(_in_config(document, structure, offset) if isinstance(structure, PipConf) else ())
    around.append(Span(0, len(document.text)))
    grown: list[Span] = []
    for span in sorted(around, key=lambda s: s.end - s.start):
        if span.contains(offset) and (not grown or _holds(span, grown[-1])):
            grown.append(span)
    return tuple(grown) or (Span(0, len(document.text)),)


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def _in_config(document: Document, structure: PipConf, offset: int) -> Iterator[Span]:
    for section in structure.sections:
        if not section.span.start <= offset <= section.span.end:
            continue
        yield _trimmed(document, section.span)
        yield section.header_span
        yield section.name_span
        for entry in section.entries:
            if entry.setting.span.contains(offset):
                yield _trimmed(document, entry.setting.span)
                yield from (line.span for line in entry.lines)
                yield from _in_setting(document, entry.setting)
    yield from (comment for comment in structure.comments if comment.contains(offset))


def _in_lines(document: Document, structure: RequirementsFile, offset: int) -> list[Span]:
    number = structure.line_at(offset)
    if number < 0:
        return []
    line, start = structure.lines[number], structure.starts[number]
    found = [_trimmed(document, Span(start, start + line.length))]
    if line.requirement is not None:
        found.append(line.requirement.span.shifted(start))
        name = line.requirement.verdict.name
        if name is not None and line.requirement.text.startswith(name):
            begin = start + line.requirement.span.start
            found.append(Span(begin, begin + len(name)))
    for setting in (*line.settings, *line.requirement_options):
        inside = _in_setting(document, setting, start)
        found.extend([*inside, Span(setting.key_span.start, setting.value_span.end).shifted(start)])
    return found


def _in_setting(document: Document, setting: Setting, shift: int = 0) -> Iterator[Span]:
    yield setting.key_span.shifted(shift)
    yield setting.value_span.shifted(shift)
    for word in setting.values:
        span = word.span.shifted(shift)
        yield span
        host = host_in(word.text) if "." in word.text or "://" in word.text else None
        if host is not None and document.source(span) == word.text:
            yield host.shifted(span.start)


def _trimmed(document: Document, span: Span) -> Span:
    text = document.source(span)
    return Span(span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip()))
