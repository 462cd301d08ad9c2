"""Semantic tokens as LSP sends them: five numbers each, relative to the token before.

The numbers of one line stay the same wherever the line stands, but for the distance to the token before it. So
they are written once for each line that was ever seen, and a document is put together from lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from lsprotocol import types

from piptrust.engine.glance.config_tokens import config_tokens
from piptrust.engine.glance.requirement_tokens import requirement_tokens
from piptrust.engine.glance.token import Token
from piptrust.lsp.convert import to_position, to_range
from piptrust.lsp.kept_lines import kept_lines, same_at_start
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_line import read_line
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.line_index import LineIndex
from piptrust.text.records import dataclass
from piptrust.text.span import Span

_LONGEST_REMEMBERED = 4_096
_NUMBERS = 5


class LineTokens(NamedTuple):
    """The tokens of one line, relative to its start.

    Attributes:
        number: how many.
        line: on which line below the start the first one stands.
        character: where in that line; from the start, if it is the first line.
        rest: all numbers but the first two, in JSON.
        last_line: where the last one stands.
        last_character: the same.
    """

    number: int
    line: int
    character: int
    rest: str
    last_line: int
    last_character: int


@dataclass(frozen=True)
class TokenStream:
    """The tokens of a document, as pieces of JSON that follow each other.

    Attributes:
        document: whose they are.
        pieces: the numbers of each line's tokens, with commas between; empty where a line has none. A
            configuration file is one piece.
        counts: how many tokens each piece has.
    """

    document: Document
    pieces: Sequence[str]
    counts: Sequence[int]

    @cached_property
    def result(self) -> str:
        """The name under which the client knows them: the same for the same tokens."""
        return hashlib.blake2b(",".join(self.pieces).encode("ascii"), digest_size=8).hexdigest()

    def full(self) -> str:
        """LSP's ``SemanticTokens``, in JSON."""
        return f'{{"resultId":"{self.result}","data":[{_joined(self.pieces)}]}}'

    def since(self, older: TokenStream) -> str:
        """LSP's ``SemanticTokensDelta`` from another stream to this one, in JSON: one edit, or none."""
        same = same_at_start(older.pieces, self.pieces)
        shorter = min(len(older.pieces), len(self.pieces)) - same
        same_end = min(same_at_start(older.pieces[::-1], self.pieces[::-1]), shorter)
        start = sum(older.counts[:same]) * _NUMBERS
        deleted = sum(older.counts[same : len(older.counts) - same_end]) * _NUMBERS
        data = _joined(self.pieces[same : len(self.pieces) - same_end])
        edit = f'{{"start":{start},"deleteCount":{deleted},"data":[{data}]}}' if deleted or data else ""
        return f'{{"resultId":"{self.result}","edits":[{edit}]}}'


def token_stream(
    document: Document,
    encoding: types.PositionEncodingKind,
    pip_version: PipVersion | None,
    older: TokenStream | None = None,
) -> TokenStream:
    """The tokens of a document; those of lines that have not changed are taken from an older stream."""
    if isinstance(document.structure, RequirementsFile):
        return _of_requirements(document, document.structure, encoding, older)
    return _of_config(document, encoding, config_tokens(document, pip_version))


def tokens_of_lines(
    document: Document, encoding: types.PositionEncodingKind, pip_version: PipVersion | None, span: Span
) -> TokenStream:
    """The tokens of the lines that ``span`` touches."""
    structure = document.structure
    if not isinstance(structure, RequirementsFile):
        tokens = [t for t in config_tokens(document, pip_version) if Span(t.start, t.end).overlaps(span)]
        return _of_config(document, encoding, tokens)
    writer = _Writer(document, structure, encoding)
    for number in range(max(structure.line_at(span.start), 0), structure.line_at(span.end) + 1):
        writer.write(number)
    return TokenStream(document, writer.pieces, writer.counts)


def _of_config(
    document: Document, encoding: types.PositionEncodingKind, tokens: Sequence[Token]
) -> TokenStream:
    found = _encoded(document.line_index, tokens, encoding)
    piece = f"{found.line},{found.character},{found.rest}" if found.number else ""
    return TokenStream(document, [piece], [found.number])


def _of_requirements(
    document: Document,
    structure: RequirementsFile,
    encoding: types.PositionEncodingKind,
    older: TokenStream | None,
) -> TokenStream:
    writer = _Writer(document, structure, encoding)
    count = len(structure.lines)
    above = below = 0
    if older is not None:
        above, below, _ = kept_lines(older.document, document)
        writer.go_on_behind(older, above)
    for number in range(above, count - below):
        writer.write(number)
    number = count - below
    while number < count:
        # The first token below is as far from another one than before; the others keep their distance.
        number += 1
        if writer.write(number - 1):
            break
    if older is not None and number < count:
        writer.pieces.extend(older.pieces[number - count :])
        writer.counts.extend(older.counts[number - count :])
    return TokenStream(document, writer.pieces, writer.counts)


class _Writer:
    """Writes the tokens of one logical line after the other, each relative to the token before it."""

    def __init__(
        self, document: Document, structure: RequirementsFile, encoding: types.PositionEncodingKind
    ) -> None:
        self.pieces: list[str] = []
        self.counts: list[int] = []
        self._document = document
        self._structure = structure
        self._encoding: types.PositionEncodingKind = encoding
        self._index = document.line_index
        self._before = (0, 0)
        self._editor_line = 0

    def go_on_behind(self, older: TokenStream, lines: int) -> None:
        """Takes the pieces of the first lines as they were."""
        self.pieces.extend(older.pieces[:lines])
        self.counts.extend(older.counts[:lines])
        last = next((number for number in range(lines - 1, -1, -1) if older.counts[number]), None)
        if last is not None:
            self._before = self._end_of(last, self._tokens(last))

    def write(self, number: int) -> int:
        """Adds the piece of one line; how many tokens it has."""
        found = self._tokens(number)
        piece = ""
        if found.number:
            line, column = self._start_of(number)
            character = found.character + (0 if found.line else column)
            down = line + found.line - self._before[0]
            piece = f"{down},{character if down else character - self._before[1]},{found.rest}"
            self._before = self._end_of(number, found)
        self.pieces.append(piece)
        self.counts.append(found.number)
        return found.number

    def _tokens(self, number: int) -> LineTokens:
        start, length = self._structure.starts[number], self._structure.lines[number].length
        source = self._document.text[start : start + length]
        of_line = _remembered if length <= _LONGEST_REMEMBERED else _of_line
        return of_line(source, self._document.kind, self._structure.pip_version, self._encoding)

    def _start_of(self, number: int) -> tuple[int, int]:
        """Line and character at which a logical line starts. Most start a line of the editor, the next one."""
        start, starts = self._structure.starts[number], self._index.starts
        line = self._editor_line
        if line + 1 < len(starts) and starts[line + 1] == start:
            line += 1
        elif starts[line] != start:
            line = self._index.line_of(start)
        self._editor_line = line
        if starts[line] == start:
            return line, 0
        return line, to_position(self._index, start, self._encoding).character

    def _end_of(self, number: int, found: LineTokens) -> tuple[int, int]:
        line, column = self._start_of(number)
        return line + found.last_line, found.last_character + (0 if found.last_line else column)


def _joined(pieces: Sequence[str]) -> str:
    return ",".join(filter(None, pieces))


def _of_line(
    source: str, kind: FileKind, pip_version: PipVersion | None, encoding: types.PositionEncodingKind
) -> LineTokens:
    tokens = requirement_tokens(source, read_line(source, kind, pip_version))
    return _encoded(LineIndex(source), tokens, encoding)


_remembered = lru_cache(maxsize=32_768)(_of_line)


def _encoded(index: LineIndex, tokens: Sequence[Token], encoding: types.PositionEncodingKind) -> LineTokens:
    if not tokens:
        return LineTokens(0, 0, 0, "", 0, 0)
    if len(index) <= 2 and index.text.isascii() and tokens[-1].end <= index.line_content(0).end:
        # One line in which every character counts one in each encoding: most lines are such.
        places = [(0, token.start, token.end - token.start) for token in tokens]
    else:
        places = [_place(index, token, encoding) for token in tokens]
    first_line, first, _ = places[0]
    before_line, before = first_line, first
    numbers: list[str] = []
    for (line, character, length), token in zip(places, tokens):
        if numbers:
            down = line - before_line
            numbers.append(f"{down},{character if down else character - before}")
        numbers.append(f"{length},{int(token.type)},{int(token.modifiers)}")
        before_line, before = line, character
    return LineTokens(len(tokens), first_line, first, ",".join(numbers), before_line, before)


def _place(index: LineIndex, token: Token, encoding: types.PositionEncodingKind) -> tuple[int, int, int]:
    """Line, character and length of a token, none of which goes over the end of a line."""
    place = to_range(index, Span(token.start, token.end), encoding)
    return place.start.line, place.start.character, place.end.character - place.start.character
