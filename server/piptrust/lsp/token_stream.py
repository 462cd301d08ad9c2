"""Semantic tokens as LSP sends them: five numbers each, relative to the token before.

The numbers of one line stay the same wherever the line stands, but for the distance to the token before it. So
they are written once for each line that was ever seen, and a document is put together from lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lsprotocol import types

from piptrust.engine.glance.config_tokens import config_tokens
from piptrust.engine.glance.requirement_tokens import requirement_tokens
from piptrust.engine.glance.token import Token
from piptrust.lsp.convert import to_position, to_range
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
        result: the name under which the client knows them.
        pieces: the numbers of some tokens each, with commas between.
        counts: how many tokens each piece has.
    """

    result: str
    pieces: Sequence[str]
    counts: Sequence[int]

    def full(self) -> str:
        """LSP's ``SemanticTokens``, in JSON."""
        return f'{{"resultId":"{self.result}","data":[{",".join(self.pieces)}]}}'

    def since(self, older: TokenStream) -> str:
        """LSP's ``SemanticTokensDelta`` from another stream to this one, in JSON: one edit, or none."""
        same = _same(older.pieces, self.pieces)
        shorter = min(len(older.pieces), len(self.pieces)) - same
        same_end = min(_same(older.pieces[::-1], self.pieces[::-1]), shorter)
        start = sum(older.counts[:same]) * _NUMBERS
        deleted = sum(older.counts[same : len(older.counts) - same_end]) * _NUMBERS
        data = ",".join(self.pieces[same : len(self.pieces) - same_end])
        edit = f'{{"start":{start},"deleteCount":{deleted},"data":[{data}]}}' if deleted or data else ""
        return f'{{"resultId":"{self.result}","edits":[{edit}]}}'


_results = itertools.count(1)


def token_stream(
    document: Document,
    encoding: types.PositionEncodingKind,
    pip_version: PipVersion | None,
    span: Span | None,
) -> TokenStream:
    """The tokens of a document, or of the lines that ``span`` touches."""
    structure = document.structure
    if isinstance(structure, RequirementsFile):
        first, last = 0, len(structure.lines)
        if span is not None:
            first = max(structure.line_at(span.start), 0)
            last = structure.line_at(span.end) + 1
        lines = _requirement_lines(document, structure, range(first, last), encoding)
        return _stream(document.line_index, encoding, lines)
    tokens = config_tokens(document, pip_version)
    if span is not None:
        tokens = [token for token in tokens if Span(token.start, token.end).overlaps(span)]
    return _stream(document.line_index, encoding, [(0, _encoded(document.line_index, tokens, encoding))])


def _requirement_lines(
    document: Document, structure: RequirementsFile, numbers: range, encoding: types.PositionEncodingKind
) -> Iterable[tuple[int, LineTokens]]:
    text, kind, pip_version = document.text, document.kind, structure.pip_version
    for number in numbers:
        start = structure.starts[number]
        length = structure.lines[number].length
        source = text[start : start + length]
        of_line = _remembered if length <= _LONGEST_REMEMBERED else _of_line
        found = of_line(source, kind, pip_version, encoding)
        if found.number:
            yield start, found


def _stream(
    index: LineIndex, encoding: types.PositionEncodingKind, lines: Iterable[tuple[int, LineTokens]]
) -> TokenStream:
    pieces: list[str] = []
    counts: list[int] = []
    before_line = before_character = 0
    number, starts = 0, index.starts
    for start, tokens in lines:
        if not tokens.number:
            continue
        # Lines of the file and of pip mostly start together, one after the other.
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        column = 0 if starts[number] == start else to_position(index, start, encoding).character
        line = number + tokens.line
        character = tokens.character + (0 if tokens.line else column)
        if line == before_line:
            pieces.append(f"0,{character - before_character},{tokens.rest}")
        else:
            pieces.append(f"{line - before_line},{character},{tokens.rest}")
        counts.append(tokens.number)
        before_line = number + tokens.last_line
        before_character = tokens.last_character + (0 if tokens.last_line else column)
    return TokenStream(str(next(_results)), pieces, counts)


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


def _same(a: Sequence[str], b: Sequence[str]) -> int:
    """How many pieces are the same from the start on, found by halving: slices compare fast."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
