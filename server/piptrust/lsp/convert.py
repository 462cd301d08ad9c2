"""LSP positions and our offsets. Nothing outside this file knows what a position is made of.

A position counts code units of the encoding that client and server agreed on: bytes of UTF-8, 16-bit units of
UTF-16, or code points (LSP 3.17, "Position").
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

UTF8 = types.PositionEncodingKind.Utf8
UTF16 = types.PositionEncodingKind.Utf16
UTF32 = types.PositionEncodingKind.Utf32


def choose_encoding(capabilities: types.ClientCapabilities) -> types.PositionEncodingKind:
    """The client's first choice that we know; UTF-16 where it names none."""
    offered = capabilities.general.position_encodings if capabilities.general else None
    for name in offered or ():
        if name in (UTF8, UTF16, UTF32):
            return types.PositionEncodingKind(name)
    return UTF16


def to_position(index: LineIndex, offset: int, encoding: types.PositionEncodingKind) -> types.Position:
    line, column = index.position(min(max(offset, 0), len(index.text)))
    start = index.starts[line]
    return types.Position(line, _units(index.text[start : start + column], encoding))


def to_range(index: LineIndex, span: Span, encoding: types.PositionEncodingKind) -> types.Range:
    start = to_position(index, span.start, encoding)
    between = index.text[span.start : span.end]
    if "\n" in between or "\r" in between:
        return types.Range(start, to_position(index, span.end, encoding))
    # Nearly all spans stand within one line, which need not be looked for again.
    return types.Range(start, types.Position(start.line, start.character + _units(between, encoding)))


def to_offset(index: LineIndex, position: types.Position, encoding: types.PositionEncodingKind) -> int:
    """The offset of a position. One past its line's end means that end; one inside a character, its start."""
    line = index.line_content(position.line)
    wanted = position.character
    content = index.text[line.start : line.end]
    if encoding == UTF32 or content.isascii():
        return line.start + min(wanted, len(content))
    units = 0
    for column, character in enumerate(content):
        units += _units(character, encoding)
        if units > wanted:
            return line.start + column
    return line.end


def to_span(index: LineIndex, range_: types.Range, encoding: types.PositionEncodingKind) -> Span:
    """The span of a range, also of one that was given backwards."""
    start = to_offset(index, range_.start, encoding)
    end = to_offset(index, range_.end, encoding)
    return Span(min(start, end), max(start, end))


def whole_lines(index: LineIndex, range_: types.Range) -> Span:
    """All of the lines that a range touches. Editors send a caret, a selection or a line, as they like."""
    first, last = sorted((range_.start.line, range_.end.line))
    return Span(index.line_span(first).start, index.line_content(last).end)


START_OF_FILE = types.Range(types.Position(0, 0), types.Position(0, 0))


def _units(text: str, encoding: types.PositionEncodingKind) -> int:
    if encoding == UTF32 or text.isascii():
        return len(text)
    # Lone surrogates can come through JSON; they are one unit of UTF-16, and three bytes for whoever counts.
    if encoding == UTF16:
        return len(text) + sum(1 for character in text if character > "\uffff")
    return len(text.encode("utf-8", "surrogatepass"))
