"""``textDocument/documentSymbol``: the outline, as a tree where the client can, else as a list.

Sections hold their settings; requirements files list requirements, options and includes. What has not
changed since the last time is not looked at again.

Example:
    `{"name": "[global]", "children": [{"name": "index-url", "detail": "https://****@a.example/simple", …}]}`

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from typing import Union

from lsprotocol import types

from piptrust.engine.navigation.symbols import Symbol, symbols
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.json_text import JsonText
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.outline import SYMBOL_KINDS, outline_of
from piptrust.lsp.session import Session
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.line_index import LineIndex

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
        document.outline = outline_of(parsed, session.client.encoding, older=document.outline)
        return JsonText(document.outline.full())
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
