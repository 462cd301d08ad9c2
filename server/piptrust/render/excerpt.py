"""One source line with a marker under the place that is meant."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span
from piptrust.text.uri import secrets_in

_TAB_STOP = 4
_ELLIPSIS = "…"
_LONGEST_URL = 4096


class Excerpt(NamedTuple):
    """``marker`` holds spaces up to the place, then as many ``^`` as the place has terminal columns."""

    line_number: int
    source: str
    marker: str


class _Cell(NamedTuple):
    """What one code point, or one secret, looks like; ``start`` and ``end`` are offsets in the line."""

    text: str
    width: int
    start: int
    end: int


def excerpt(lines: LineIndex, span: Span, width: int) -> Excerpt:
    """The line in which ``span`` starts, at most ``width`` terminal columns of it, clipped around the span.

    Credentials are replaced by ``****``. Whatever a terminal would obey or hide (control characters,
    direction overrides, zero-width characters) is shown as an escape, so that a file can neither drive the
    terminal nor look other than it is.
    """
    number = lines.line_of(span.start)
    content = lines.line_content(number)
    line = lines.text[content.start : content.end]
    start = min(span.start - content.start, len(line))
    end = max(min(span.end - content.start, len(line)), start)
    cells = _cells(line, start, end, width)
    marked = [i for i, cell in enumerate(cells) if _touches(cell, start, end)]
    first, last = (marked[0], marked[-1] + 1) if marked else (_insertion(cells, start),) * 2
    low, high = _window(cells, first, last, width)
    before = _ELLIPSIS if low > 0 or (cells and cells[0].start > 0) else ""
    after = _ELLIPSIS if high < len(cells) or (cells and cells[-1].end < len(line)) else ""
    source = before + "".join(cell.text for cell in cells[low:high]) + after
    indent = len(before) + sum(cell.width for cell in cells[low:first])
    length = sum(cell.width for cell in cells[max(first, low) : min(last, high)])
    if after and (last > high or end > cells[-1].end):
        length += len(after)
    return Excerpt(number + 1, source.rstrip(), " " * indent + "^" * max(length, 1))


def printable(text: str) -> str:
    """``text`` on one line, with everything that a terminal would obey or hide shown as an escape."""
    return text if text.isprintable() else "".join(map(_glyph, text))


def _cells(line: str, start: int, end: int, width: int) -> list[_Cell]:
    # Lines may be megabytes long, and nothing further than a screen's width from the place is shown.
    # Credentials are looked for further back, up to a space: the start of a URL tells where they are.
    show_from = max(start - width, 0)
    show_to = min(len(line), start + min(end - start, width) + width)
    look_from = line.rfind(" ", max(show_from - _LONGEST_URL, 0), show_from) + 1 or max(
        show_from - _LONGEST_URL, 0
    )
    secrets: dict[int, int] = {}
    for secret in secrets_in(line[look_from : show_to + _LONGEST_URL]):
        secrets[secret.start + look_from] = secret.end + look_from
        if secret.start + look_from < show_from < secret.end + look_from:
            show_from = secret.start + look_from
    cells: list[_Cell] = []
    column, position = 0, show_from
    while position < show_to:
        character = line[position]
        after = secrets.get(position, position + 1)
        if position in secrets:
            cell = _Cell("****", 4, position, after)
        elif character == "\t":
            stop = _TAB_STOP - column % _TAB_STOP
            cell = _Cell(" " * stop, stop, position, after)
        else:
            shown = _glyph(character)
            cell = _Cell(shown, _width(shown), position, after)
        cells.append(cell)
        column += cell.width
        position = after
    return cells


def _window(cells: list[_Cell], first: int, last: int, width: int) -> tuple[int, int]:
    """The cells to show: all of them if they fit, else the marked ones with about as much on either side."""
    if sum(cell.width for cell in cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(_ELLIPSIS)
    low = high = first
    while high < len(cells) and (high < last or high == first) and cells[high].width <= room:
        room -= cells[high].width
        high += 1
    left_room = room // 2 if high < len(cells) else room
    while low > 0 and cells[low - 1].width <= left_room:
        low -= 1
        left_room -= cells[low].width
        room -= cells[low].width
    while high < len(cells) and cells[high].width <= room:
        room -= cells[high].width
        high += 1
    while low > 0 and cells[low - 1].width <= room:
        low -= 1
        room -= cells[low].width
    return low, high


def _touches(cell: _Cell, start: int, end: int) -> bool:
    return cell.start < end and start < cell.end


def _insertion(cells: list[_Cell], start: int) -> int:
    return next((i for i, cell in enumerate(cells) if cell.end > start), len(cells))


def _glyph(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _width(text: str) -> int:
    """Terminal columns: two for wide characters, none for marks that combine with the one before."""
    columns = 0
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me"}:
            continue
        columns += 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
    return columns
