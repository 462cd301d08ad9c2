"""``-r`` and ``-c`` that name files which move, or stand in a file that moves."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from piptrust.engine.completions.paths import quoted_with
from piptrust.engine.moves.move import Move, as_written_before, moved, spelt
from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.parse.requirement_line import LINE_REFUSED, read_line
from piptrust.parse.requirements import Include, RequirementsFile
from piptrust.text.edit import TextEdit
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri, uri_to_path

_KINDS = {"requirement": FileKind.REQUIREMENTS, "constraint": FileKind.CONSTRAINTS}
_NEEDS_QUOTES = frozenset(" \t\"'\\")


def edits_in_requirements(document: Document, moves: Sequence[Move]) -> Iterator[TextEdit]:
    """The edits, in terms of the text before the move. What pip could not read again stays as it is."""
    path = uri_to_path(document.uri)
    if path is None:
        return
    after = moved(path, moves)
    for setting in document.settings:
        if setting.key not in _KINDS or setting.ignored == LINE_REFUSED:
            continue
        new_value = _new_value(document.uri, after, setting, moves)
        if new_value is not None:
            yield from _rewritten(document, setting, new_value)


def _new_value(uri: str, own_path: str, setting: Setting, moves: Sequence[Move]) -> str | None:
    """What the option must say, or None where what it says is right afterwards, too."""
    include = Include(setting.value, setting.value_span, _KINDS[setting.key])
    target = include.target(uri)
    if target is None:
        return None
    new_target = moved(target, moves)
    from_there = include.target(path_to_uri(own_path))
    if from_there is not None and spelt(from_there) == new_target:
        return None
    if setting.value[:5].lower() == "file:":
        return path_to_uri(new_target)
    return as_written_before(setting.value, new_target, posixpath.dirname(own_path))


def _rewritten(document: Document, setting: Setting, value: str) -> Iterator[TextEdit]:
    """The first way of writing the value that pip reads as the value."""
    structure = document.structure
    assert isinstance(structure, RequirementsFile)
    number = structure.line_at(setting.value_span.start)
    start, line = structure.starts[number], structure.lines[number]
    source = document.text[start : start + line.length]
    place = setting.value_span.shifted(-start)
    for text in _spellings(source, place, value):
        changed = source[: place.start] + text + source[place.end :]
        again = read_line(changed, document.kind, structure.pip_version)
        wanted = [value if s.value_span == place else s.value for s in line.settings]
        if [s.value for s in again.settings] == wanted and len(again.problems) <= len(line.problems):
            yield TextEdit(setting.value_span, text)
            return


def _spellings(source: str, place: Span, value: str) -> Iterator[str]:
    around = source[place.start - 1 : place.start], source[place.end : place.end + 1]
    quote = around[0] if around[0] == around[1] and around[0] in {"'", '"'} else ""
    if quote:
        inside = quoted_with(quote)(value)
        if inside is not None:
            yield inside
        return
    if _NEEDS_QUOTES.isdisjoint(value):
        yield value
    quoted = quoted_with('"')(value)
    if quoted is not None:
        yield f'"{quoted}"'
