"""``textDocument/documentSymbol``: the outline, as a tree where the client can, else as a list.

Sections hold their settings; requirements files list requirements, options and includes. The symbols of a
requirements file are written once for each line that was ever seen, and put together.

Example:
    A pip.conf is answered with ``global`` and below it ``index-url`` and ``trusted-host``.

Test: tests/lsp/test_every_editor.py
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Union

from lsprotocol import types

from piptrust.engine.navigation.symbols import Symbol, SymbolRole, line_symbols, symbols
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.json_text import JsonText
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_line import read_line
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

SYMBOL_KINDS = {
    SymbolRole.SECTION: types.SymbolKind.Namespace,
    SymbolRole.SETTING: types.SymbolKind.Property,
    SymbolRole.REQUIREMENT: types.SymbolKind.Package,
    SymbolRole.INCLUDE: types.SymbolKind.File,
}
_LONGEST_REMEMBERED = 4_096
_Answer = Union[list[types.DocumentSymbol], list[types.SymbolInformation], JsonText, None]


@answers(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def document_symbol(session: Session, params: types.DocumentSymbolParams) -> _Answer:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    parsed = session.view(document).document
    if not session.client.symbol_trees:
        return _flat(session, document, symbols(parsed))
    if isinstance(parsed.structure, RequirementsFile):
        return _of_lines(parsed, parsed.structure, session.client.encoding)
    return [_tree(document.index, symbol, session.client.encoding) for symbol in symbols(parsed)]


def _tree(index: LineIndex, symbol: Symbol, encoding: types.PositionEncodingKind) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=SYMBOL_KINDS[symbol.role],
        range=to_range(index, symbol.span, encoding),
        selection_range=to_range(index, symbol.selection, encoding),
        children=[_tree(index, child, encoding) for child in symbol.children] or None,
    )


def _flat(
    session: Session, document: OpenDocument, outline: tuple[Symbol, ...], container: str | None = None
) -> list[types.SymbolInformation]:
    found: list[types.SymbolInformation] = []
    for symbol in outline:
        place = to_range(document.index, symbol.span, session.client.encoding)
        location = types.Location(document.uri, place)
        kind = SYMBOL_KINDS[symbol.role]
        found.append(types.SymbolInformation(location, symbol.name, kind, container_name=container))
        found.extend(_flat(session, document, symbol.children, symbol.name))
    return found


def _of_lines(
    document: Document, structure: RequirementsFile, encoding: types.PositionEncodingKind
) -> JsonText:
    written: list[str] = []
    text, kind, version = document.text, document.kind, structure.pip_version
    number, starts = 0, document.line_index.starts
    for line, start in zip(structure.lines, structure.starts):
        if not line.text:
            continue
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        if starts[number] == start and line.length <= _LONGEST_REMEMBERED:
            for template, below in _templates(text[start : start + line.length], kind, version, encoding):
                a, b, c, d = below
                written.append(template % (number + a, number + b, number + c, number + d))
            continue
        # Besides long lines this is for those that start within a line of the editor: pip ends lines at form feeds.
        for symbol in line_symbols(line):
            span, selection = symbol.span.shifted(start), symbol.selection.shifted(start)
            template, lines = _template(symbol, document.line_index, span, selection, encoding)
            written.append(template % lines)
    return JsonText(f"[{','.join(written)}]")


_Template = tuple[str, tuple[int, int, int, int]]


@lru_cache(maxsize=32_768)
def _templates(
    source: str, kind: FileKind, version: PipVersion | None, encoding: types.PositionEncodingKind
) -> tuple[_Template, ...]:
    """The symbols of one line as JSON without line numbers, and these, counted from the line's start."""
    index = LineIndex(source)
    found = line_symbols(read_line(source, kind, version))
    return tuple(_template(symbol, index, symbol.span, symbol.selection, encoding) for symbol in found)


def _template(
    symbol: Symbol, index: LineIndex, span: Span, selection: Span, encoding: types.PositionEncodingKind
) -> _Template:
    whole, name = to_range(index, span, encoding), to_range(index, selection, encoding)
    words = f'"name":{json.dumps(symbol.name)},"kind":{SYMBOL_KINDS[symbol.role].value}'
    if symbol.detail:
        words += f',"detail":{json.dumps(symbol.detail)}'
    template = f'{{{_literal(words)},"range":{_range(whole)},"selectionRange":{_range(name)}}}'
    return template, (whole.start.line, whole.end.line, name.start.line, name.end.line)


def _range(range_: types.Range) -> str:
    start, end = range_.start.character, range_.end.character
    return f'{{"start":{{"line":%d,"character":{start}}},"end":{{"line":%d,"character":{end}}}}}'


def _literal(text: str) -> str:
    return text.replace("%", "%%")
