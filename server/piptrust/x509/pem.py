"""Finds PEM blocks as OpenSSL finds them, and says where and why it would not.

OpenSSL's reader is more particular than RFC 7468: it wants BEGIN and END at the start of a line and alone on
it, and one block that it cannot read makes it refuse the whole file. No library reports byte offsets or keeps
going after the first fault, so the reader is written here, after OpenSSL 3.0's ``pem_lib.c`` (``get_name``,
``get_header_and_data``) and ``encode.c`` (``EVP_DecodeUpdate``).
``tests/x509/test_bundles_against_openssl.py`` holds the two together.
"""

from __future__ import annotations

import binascii
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BEGIN = b"-----BEGIN "
_END = b"-----END "
_TAIL = b"-----"
_BOM = b"\xef\xbb\xbf"
# ``BIO_gets`` is given 255 bytes, the last of them for a NUL: a longer line arrives in pieces.
_LONGEST_PIECE = 254
# ``sanitize_line`` compares signed characters, so bytes from 0x80 on count as white space at a line's end.
_STRIPPED = bytes([*range(0x21), *range(0x80, 0x100)])
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_BLANK = b" \t\r\n"
_LONGEST_DATA_LINE_AFTER_HEADER = 64
_LOOKS_LIKE_BEGIN = re.compile(rb"-{2,}[ \t]*BEGIN ([A-Z0-9][A-Z0-9 ]*?)[ \t]*-{2,}")
_JOINED = re.compile(rb"-----END [^\r\n]*?-----[ \t]*(?P<begin>-----BEGIN )")


class Fault(enum.Enum):
    """Why a block cannot be read. The values complete the sentence "This block cannot be read: …"."""

    JOINED = "its END line runs into the next BEGIN line, a line end is missing between them"
    NO_END = "its END line is missing"
    WRONG_END = "its END line does not match its BEGIN line"
    END_NOT_ALONE = "its END line does not start a line of its own"
    BEGIN_NOT_ALONE = "its BEGIN line is not complete, or does not stand alone on its line"
    INDENTED = "its BEGIN line is indented"
    BAD_CHARACTER = "it holds a character that is not Base64"
    CUT_SHORT = "its Base64 text is cut short"
    BLANK_LINE = "a blank line splits its Base64 text"
    NO_CONTENT = "there is nothing between BEGIN and END"


@dataclass(frozen=True)
class PemBlock:
    """One block, readable or not.

    Attributes:
        label: the words after BEGIN.
        start: byte offset of the BEGIN line's first dash.
        end: byte offset behind the END line's last dash, or of the place where reading stopped.
        header: the lines ``Name: value`` before the Base64 text (RFC 1421); encrypted keys have them.
        content: what the Base64 text stands for; empty where it cannot be read.
        fault: why the block is not as it should be, or None.
        fault_offset: byte offset of the fault; for JOINED, where the line end belongs.
        refused: whether OpenSSL gives up here, and with that refuses the whole file. A fault without it means
            that OpenSSL does not see the block at all, or (NO_END) reads it but not what follows.
    """

    label: str
    start: int
    end: int
    header: bytes = b""
    content: bytes = b""
    fault: Fault | None = None
    fault_offset: int = 0
    refused: bool = False


def scan_pem(data: bytes) -> tuple[PemBlock, ...]:
    """Every PEM block in ``data``, in order. Never raises.

    Like OpenSSL, it stops at a line that begins with a NUL byte.
    """
    return tuple(_blocks(data))


def _blocks(data: bytes) -> Iterator[PemBlock]:
    position = 0
    search_begins = True
    while True:
        piece = _piece(data, position)
        if not piece:
            return
        # OpenSSL skips a BOM at the place where it starts to look for a block, not only at the file's start.
        bom = len(_BOM) if search_begins and len(piece) > len(_BOM) and piece.startswith(_BOM) else 0
        search_begins = False
        line = piece[bom:].rstrip(_STRIPPED)
        if line.startswith(_BEGIN) and line.endswith(_TAIL) and len(line) >= len(_BEGIN) + len(_TAIL):
            block, position = _read_block(data, position + bom, _next(data, position, piece), line)
            search_begins = True
            yield block
            continue
        if b"BEGIN " in piece:
            unseen = _unseen_block(data, position, piece)
            if unseen is not None:
                yield unseen
        position = _next(data, position, piece)


def _piece(data: bytes, position: int) -> bytes:
    """What ``fgets`` and ``strlen`` make of the next line: at most 254 bytes, nothing from a NUL on."""
    stop = position + _LONGEST_PIECE
    line_end = data.find(b"\n", position, stop)
    return data[position : line_end + 1 if line_end >= 0 else stop].split(b"\0", 1)[0]


def _next(data: bytes, position: int, piece: bytes) -> int:
    if piece.endswith(b"\n"):
        return position + len(piece)
    # A NUL hid the rest of the line; ``fgets`` has read it nevertheless.
    stop = position + _LONGEST_PIECE
    line_end = data.find(b"\n", position, stop)
    return line_end + 1 if line_end >= 0 else min(stop, len(data))


def _unseen_block(data: bytes, position: int, piece: bytes) -> PemBlock | None:
    """A BEGIN that OpenSSL passes over, because it is not at the start of its line or not alone on it."""
    match = _LOOKS_LIKE_BEGIN.search(piece)
    if match is None:
        return None
    start = position + match.start()
    closing = data.find(b"-----END", start)
    following = data.find(b"-----BEGIN", start + len(_BEGIN))
    if closing < 0 or 0 <= following < closing:
        end = position + len(piece.rstrip(_STRIPPED))
    else:
        line_end = data.find(b"\n", closing)
        end = len(data[: line_end if line_end >= 0 else len(data)].rstrip(_STRIPPED))
    alone = match.end() == len(piece.rstrip(_STRIPPED)) and match.group().startswith(_BEGIN)
    indented = alone and match.group().endswith(_TAIL) and not piece[: match.start()].strip(_BLANK)
    fault = Fault.INDENTED if indented else Fault.BEGIN_NOT_ALONE
    return PemBlock(match.group(1).decode(), start, max(end, start), fault=fault, fault_offset=start)


def _read_block(data: bytes, start: int, position: int, begin_line: bytes) -> tuple[PemBlock, int]:
    """The block whose BEGIN line ends at ``position``, and where to go on."""
    name = begin_line[len(_BEGIN) : -len(_TAIL)]
    block = PemBlock(name.decode("ascii", "replace"), start, start + len(begin_line))
    before_blank: list[tuple[int, bytes]] = []
    lines = before_blank
    blank_at: int | None = None
    short_line_seen = continued = False
    nested_begin: int | None = None
    while True:
        piece = _piece(data, position)
        if not piece:
            return _unended(
                data, block, before_blank + (lines if blank_at is not None else []), nested_begin, position
            )
        was_continued, continued = continued, len(piece) == _LONGEST_PIECE and not piece.endswith(b"\n")
        line = piece.rstrip(_STRIPPED)
        line_start, position = position, _next(data, position, piece)
        if not line:
            if was_continued:
                continue
            if blank_at is not None:
                return _refuse(block, Fault.BLANK_LINE, line_start, line_start), _resume(
                    nested_begin, position
                )
            blank_at = line_start
            lines = []
            continue
        if line.startswith(_END):
            end = line_start + len(line)
            if line != _END + name + _TAIL and not line.startswith(_END + name + _TAIL + b"\0"):
                return _wrong_end(data, block, line, line_start, nested_begin, position)
            break
        if line.startswith(_BEGIN) and nested_begin is None:
            nested_begin = line_start
        if short_line_seen:
            return _refuse(block, Fault.BLANK_LINE, blank_at or start, line_start), _resume(
                nested_begin, position
            )
        lines.append((line_start, line))
        if blank_at is not None:
            if len(line) > _LONGEST_DATA_LINE_AFTER_HEADER:
                return _refuse(block, Fault.BLANK_LINE, blank_at, line_start), _resume(nested_begin, position)
            short_line_seen = len(line) < _LONGEST_DATA_LINE_AFTER_HEADER
    header = b"" if blank_at is None else b"\n".join(line for _, line in before_blank)
    if header and b":" not in header:
        return _refuse(block, Fault.BLANK_LINE, blank_at or start, end), _resume(nested_begin, position)
    block = _decoded(replace(block, end=end, header=header), lines)
    if nested_begin is not None and block.refused:
        return replace(block, end=nested_begin, fault=Fault.NO_END, fault_offset=nested_begin), nested_begin
    if nested_begin is not None:
        return replace(block, fault=Fault.NO_END, fault_offset=nested_begin), position
    return block, position


def _resume(nested_begin: int | None, position: int) -> int:
    return position if nested_begin is None else nested_begin


def _refuse(block: PemBlock, fault: Fault, offset: int, end: int) -> PemBlock:
    return replace(block, end=max(end, block.end), fault=fault, fault_offset=offset, refused=True)


def _unended(
    data: bytes, block: PemBlock, lines: list[tuple[int, bytes]], nested_begin: int | None, position: int
) -> tuple[PemBlock, int]:
    """The file ended inside the block."""
    if nested_begin is not None:
        return _refuse(block, Fault.NO_END, nested_begin, nested_begin), nested_begin
    for line_start, line in lines:
        inside = line.find(b"-----END")
        if inside > 0:
            return _refuse(block, Fault.END_NOT_ALONE, line_start + inside, line_start + len(line)), position
    end = len(data.rstrip(_STRIPPED))
    return _refuse(block, Fault.NO_END, end, end), position


def _wrong_end(
    data: bytes, block: PemBlock, line: bytes, line_start: int, nested_begin: int | None, position: int
) -> tuple[PemBlock, int]:
    if nested_begin is not None:
        return _refuse(block, Fault.NO_END, nested_begin, nested_begin), nested_begin
    joined = _JOINED.match(data, line_start)
    if joined is not None:
        begin = joined.start("begin")
        return _refuse(block, Fault.JOINED, begin, begin), begin
    return _refuse(block, Fault.WRONG_END, line_start, line_start + len(line)), position


def _decoded(block: PemBlock, lines: list[tuple[int, bytes]]) -> PemBlock:
    """The block with its content, by the rules of ``EVP_DecodeUpdate``: a dash ends the text."""
    text = b"\n".join(line for _, line in lines)
    dash = text.find(b"-")
    kept = text if dash < 0 else text[:dash]
    foreign = kept.translate(None, _BASE64 + _BLANK)
    if foreign:
        return _refuse(block, Fault.BAD_CHARACTER, _offset_of(foreign[:1], lines), block.end)
    digits = kept.translate(None, _BLANK)
    padding = len(digits) - len(digits.rstrip(b"="))
    misplaced = digits.find(b"=", 0, len(digits) - padding) >= 0
    if misplaced or padding > 2:
        return _refuse(block, Fault.BAD_CHARACTER, _offset_of(b"=", lines), block.end)
    if len(digits) % 4:
        last_start, last = lines[-1]
        return _refuse(block, Fault.CUT_SHORT, last_start + len(last), block.end)
    if not digits:
        return _refuse(block, Fault.NO_CONTENT, block.start, block.end)
    return replace(block, content=binascii.a2b_base64(digits))


def _offset_of(character: bytes, lines: list[tuple[int, bytes]]) -> int:
    return next(start + line.index(character) for start, line in lines if character in line)
