"""The symbols of a requirements file, written as JSON line by line, and anew only where the lines have changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from lsprotocol import types

from piptrust.engine.navigation.symbols import Symbol, SymbolRole, line_symbols
from piptrust.lsp.convert import to_range
from piptrust.lsp.kept_lines import KeptLines, kept_lines
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_line import read_line
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.line_index import LineIndex
from piptrust.text.records import dataclass

SYMBOL_KINDS = {
    SymbolRole.SECTION: types.SymbolKind.Namespace,
    SymbolRole.SETTING: types.SymbolKind.Property,
    SymbolRole.REQUIREMENT: types.SymbolKind.Package,
    SymbolRole.INCLUDE: types.SymbolKind.File,
}
_LONGEST_REMEMBERED = 4_096


@dataclass(frozen=True)
class Outline:
    """The symbols of a document.

    Attributes:
        document: whose they are.
        pieces: LSP's ``DocumentSymbol`` of each logical line in JSON, with commas between; empty for none.
    """

    document: Document
    pieces: Sequence[str]

    def full(self) -> str:
        """All of them, in JSON."""
        return f"[{','.join(filter(None, self.pieces))}]"


def outline_of(
    document: Document, encoding: types.PositionEncodingKind, older: Outline | None = None
) -> Outline:
    """The outline of a requirements file; what stands where it stood is taken from an older one."""
    structure = document.structure
    assert isinstance(structure, RequirementsFile)
    kept = KeptLines(0, 0, 0) if older is None else kept_lines(older.document, document)
    count = len(structure.lines)
    below = 0 if kept.shift else kept.below
    pieces = list(older.pieces[: kept.above]) if older is not None else []
    pieces.extend(_written(document, structure, encoding, range(kept.above, count - below)))
    if older is not None and below:
        pieces.extend(older.pieces[-below:])
    return Outline(document, pieces)


def _written(
    document: Document, structure: RequirementsFile, encoding: types.PositionEncodingKind, lines: range
) -> list[str]:
    pieces: list[str] = []
    text, kind, version = document.text, document.kind, structure.pip_version
    starts = document.line_index.starts
    above = document.line_index.line_of(structure.starts[lines.start]) if lines else 0
    for number in lines:
        line, start = structure.lines[number], structure.starts[number]
        if not line.text:
            pieces.append("")
            continue
        while above + 1 < len(starts) and starts[above + 1] <= start:
            above += 1
        if starts[above] == start and line.length <= _LONGEST_REMEMBERED:
            template, distances = _template(text[start : start + line.length], kind, version, encoding)
            pieces.append(template % tuple([above + distance for distance in distances]))
            continue
        # Long lines, and those that start within a line of the editor: pip ends lines at form feeds, too.
        found = [_symbol(symbol, document.line_index, start, encoding) for symbol in line_symbols(line)]
        pieces.append(",".join(words % places for words, places in found))
    return pieces


@lru_cache(maxsize=32_768)
def _template(
    source: str, kind: FileKind, version: PipVersion | None, encoding: types.PositionEncodingKind
) -> tuple[str, tuple[int, ...]]:
    """The symbols of one line as JSON without line numbers, and these, counted from the line's start."""
    index = LineIndex(source)
    symbols = line_symbols(read_line(source, kind, version))
    found = [_symbol(symbol, index, 0, encoding) for symbol in symbols]
    return ",".join(words for words, _ in found), tuple(line for _, lines in found for line in lines)


def _symbol(
    symbol: Symbol, index: LineIndex, start: int, encoding: types.PositionEncodingKind
) -> tuple[str, tuple[int, int, int, int]]:
    whole = to_range(index, symbol.span.shifted(start), encoding)
    name = to_range(index, symbol.selection.shifted(start), encoding)
    words = f'"name":{json.dumps(symbol.name)},"kind":{SYMBOL_KINDS[symbol.role].value}'
    if symbol.detail:
        words += f',"detail":{json.dumps(symbol.detail)}'
    written = f'{{{_literal(words)},"range":{_range(whole)},"selectionRange":{_range(name)}}}'
    return written, (whole.start.line, whole.end.line, name.start.line, name.end.line)


def _range(range_: types.Range) -> str:
    start, end = range_.start.character, range_.end.character
    return f'{{"start":{{"line":%d,"character":{start}}},"end":{{"line":%d,"character":{end}}}}}'


def _literal(text: str) -> str:
    return text.replace("%", "%%")
