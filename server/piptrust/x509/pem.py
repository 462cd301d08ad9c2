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

from piptrust.locale import mark
from piptrust.text.records import dataclass, replace

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
# How far from a faulty BEGIN line its END line is looked for.
LARGEST_BLOCK = 64 * 1024
# For these OpenSSL takes any header to mean encryption (``PEM_get_EVP_CIPHER_INFO``), and gives up.
_LABELS_WITHOUT_HEADER = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CRL"})
_LOOKS_LIKE_BEGIN = re.compile(rb"-{2,}[ \t]*BEGIN ([A-Z0-9][A-Z0-9 ]*?)[ \t]*-{2,}")
_JOINED = re.compile(rb"-----END [^\r\n]*?-----[ \t]*(?P<begin>-----BEGIN )")


class Fault(enum.Enum):
    """Why a block cannot be read. The values complete the sentence "This block cannot be read: …"."""

    JOINED = mark("its END line runs into the next BEGIN line, a line end is missing between them")
    NO_END = mark("its END line is missing")
    WRONG_END = mark("its END line does not match its BEGIN line")
    END_NOT_ALONE = mark("its END line does not start a line of its own")
    BEGIN_NOT_ALONE = mark("its BEGIN line is not complete, or does not stand alone on its line")
    INDENTED = mark("its BEGIN line is indented")
    BAD_CHARACTER = mark("it holds a character that is not Base64")
    CUT_SHORT = mark("its Base64 text is cut short")
    BLANK_LINE = mark("a blank line splits its Base64 text")
    HEADER = mark("header lines precede its Base64 text, which only private keys may have")
    NO_CONTENT = mark("there is nothing between BEGIN and END")


@dataclass(frozen=True)
class PemBlock:
    """One block, readable or not.

    Attributes:
        label: the words after BEGIN.
        start: byte offset of the BEGIN line's first dash.
        end: byte offset behind the END line's last dash, or of the place where reading stopped.
        header: the lines ``Name: value`` before the Base64 text (RFC 1421); encrypted keys have them.
        content: what the Base64 text stands for, even where a fault elsewhere hides the block; empty where
            there is no telling.
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
    """Every PEM block in ``data``, in order. Never raises, and takes time in proportion to the data.

    Like OpenSSL, it stops at a line that begins with a NUL byte.
    """
    return tuple(_Scanner(data).blocks())


class _Scanner:
    """Walks through the data once. ``position`` is where the next line starts."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0
        self.gave_up = False
        """Whether OpenSSL would have refused the file by now; from here on only people read the result."""

    def blocks(self) -> Iterator[PemBlock]:
        search_begins = True
        while piece := self._piece():
            start = self.position
            self._advance(piece)
            # OpenSSL skips a BOM wherever it starts to look for a block, not only at the start of the file.
            bom = len(_BOM) if search_begins and len(piece) > len(_BOM) and piece.startswith(_BOM) else 0
            search_begins = False
            line = piece[bom:].rstrip(_STRIPPED)
            if line.startswith(_BEGIN) and line.endswith(_TAIL) and len(line) >= len(_BEGIN) + len(_TAIL):
                block = self._read(start + bom, line)
                self.gave_up |= block.refused
                search_begins = True
                yield block
            elif b"BEGIN " in piece:
                match = _LOOKS_LIKE_BEGIN.search(piece)
                if match is not None:
                    yield self._unseen(start, piece, match)

    def _piece(self) -> bytes:
        """What ``fgets`` and ``strlen`` make of the next line: at most 254 bytes, nothing from a NUL on."""
        stop = self.position + _LONGEST_PIECE
        line_end = self.data.find(b"\n", self.position, stop)
        return self.data[self.position : line_end + 1 if line_end >= 0 else stop].split(b"\0", 1)[0]

    def _advance(self, piece: bytes) -> None:
        if piece.endswith(b"\n"):
            self.position += len(piece)
            return
        # A NUL hides the rest of the line; ``fgets`` has read it nevertheless.
        stop = self.position + _LONGEST_PIECE
        line_end = self.data.find(b"\n", self.position, stop)
        self.position = line_end + 1 if line_end >= 0 else min(stop, len(self.data))

    def _unseen(self, line_start: int, piece: bytes, match: re.Match[bytes]) -> PemBlock:
        """A BEGIN that OpenSSL passes over, because it is not at the start of its line or not alone on it."""
        start, after = line_start + match.start(), line_start + match.end()
        stripped = piece.rstrip(_STRIPPED)
        following = self.data.find(b"BEGIN ", after, after + LARGEST_BLOCK)
        limit = following if following >= 0 else after + LARGEST_BLOCK
        closing = self.data.find(_END, after, limit)
        end = line_start + len(stripped)
        if closing >= 0:
            end = closing + len(
                self.data[closing : closing + _LONGEST_PIECE].split(b"\n", 1)[0].rstrip(_STRIPPED)
            )
        block = PemBlock(match.group(1).decode(), start, max(end, start))
        complete = match.group().startswith(_BEGIN) and match.group().endswith(_TAIL)
        if not complete or match.end() != len(stripped) or piece[: match.start()].strip(_BLANK):
            return replace(block, fault=Fault.BEGIN_NOT_ALONE, fault_offset=start)
        body = self.data[after : max(closing, after)].splitlines()
        content = _decoded(block, [(start, line) for line in body]).content
        return replace(block, content=content, fault=Fault.INDENTED, fault_offset=start)

    def _read(self, start: int, begin_line: bytes) -> PemBlock:
        """The block whose BEGIN line has just been read."""
        name = begin_line[len(_BEGIN) : -len(_TAIL)]
        block = PemBlock(name.decode("ascii", "replace"), start, start + len(begin_line))
        before_blank: list[tuple[int, bytes]] = []
        lines = before_blank
        blank_at: int | None = None
        nested_begin: int | None = None
        short_line_seen = continued = False
        while piece := self._piece():
            line_start = self.position
            self._advance(piece)
            was_continued, continued = continued, len(piece) == _LONGEST_PIECE and not piece.endswith(b"\n")
            line = piece.rstrip(_STRIPPED)
            if not line:
                if was_continued:
                    continue
                if blank_at is not None:
                    return self._resume(
                        _refuse(block, Fault.BLANK_LINE, line_start, line_start), nested_begin
                    )
                blank_at, lines = line_start, []
                continue
            if line.startswith(_END):
                block = replace(block, end=line_start + len(line))
                if line != _END + name + _TAIL:
                    return self._wrong_end(block, lines, line_start, nested_begin)
                header = b"" if blank_at is None else b"\n".join(line for _, line in before_blank)
                return self._finish(replace(block, header=header), lines, blank_at or start, nested_begin)
            if line.startswith(_BEGIN) and nested_begin is None:
                nested_begin = line_start
                if self.gave_up:
                    break
            if short_line_seen:
                return self._resume(
                    _refuse(block, Fault.BLANK_LINE, blank_at or start, line_start), nested_begin
                )
            lines.append((line_start, line))
            if blank_at is not None:
                if len(line) > _LONGEST_DATA_LINE_AFTER_HEADER:
                    return self._resume(_refuse(block, Fault.BLANK_LINE, blank_at, line_start), nested_begin)
                short_line_seen = len(line) < _LONGEST_DATA_LINE_AFTER_HEADER
        return self._unended(block, lines, nested_begin)

    def _finish(
        self, block: PemBlock, lines: list[tuple[int, bytes]], blank_at: int, nested_begin: int | None
    ) -> PemBlock:
        """The END line is there; the content decides."""
        if block.header and block.label in _LABELS_WITHOUT_HEADER:
            fault = Fault.HEADER if b":" in block.header else Fault.BLANK_LINE
            return self._resume(_refuse(block, fault, blank_at, block.end), nested_begin)
        block = _decoded(block, lines)
        if nested_begin is None:
            return block
        if block.refused:
            return self._resume(_refuse(block, Fault.NO_END, nested_begin, nested_begin), nested_begin)
        # OpenSSL takes this block and does not see the one inside it.
        return replace(block, fault=Fault.NO_END, fault_offset=nested_begin)

    def _wrong_end(
        self, block: PemBlock, lines: list[tuple[int, bytes]], line_start: int, nested_begin: int | None
    ) -> PemBlock:
        if nested_begin is not None:
            return self._resume(_refuse(block, Fault.NO_END, nested_begin, nested_begin), nested_begin)
        block = replace(block, content=_decoded(block, lines).content)
        joined = _JOINED.match(self.data, line_start, line_start + 2 * _LONGEST_PIECE)
        if joined is None:
            return _refuse(block, Fault.WRONG_END, line_start, block.end)
        begin = joined.start("begin")
        return self._resume(_refuse(block, Fault.JOINED, begin, begin), begin)

    def _unended(self, block: PemBlock, lines: list[tuple[int, bytes]], nested_begin: int | None) -> PemBlock:
        """The data ended inside the block, or the next block began and there is no need to look further."""
        if nested_begin is not None:
            return self._resume(_refuse(block, Fault.NO_END, nested_begin, nested_begin), nested_begin)
        for line_start, line in lines:
            inside = line.find(b"-----END")
            if inside > 0:
                return _refuse(block, Fault.END_NOT_ALONE, line_start + inside, line_start + len(line))
        end = len(self.data.rstrip(_STRIPPED))
        return _refuse(block, Fault.NO_END, end, end)

    def _resume(self, block: PemBlock, at: int | None) -> PemBlock:
        """Goes on at the BEGIN line that stands inside the block, if there is one."""
        if at is not None:
            self.position = at
        return block


def _refuse(block: PemBlock, fault: Fault, offset: int, end: int) -> PemBlock:
    return replace(block, end=end, fault=fault, fault_offset=offset, refused=True)


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
