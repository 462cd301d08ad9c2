"""``workspace/symbol``: settings, requirements and includes of every file, by name or value.

Settings are named with their values, so that a host finds them. Clients that give a token get what is found
file by file.

Example:
    `{"query": "a.example"}` finds `index-url = https://a.example/simple` in `[global]`.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.mention import Place
from piptrust.engine.navigation.symbols import FoundSymbol, matching_symbols
from piptrust.lsp.feature import answers
from piptrust.lsp.locations import known_documents, location_of
from piptrust.lsp.outline import SYMBOL_KINDS
from piptrust.lsp.session import Session

# People look at the first screen of a list; ten thousand requirements are found by typing more of a name.
MOST_SHOWN = 1_000


@answers(types.WORKSPACE_SYMBOL)
def workspace_symbol(session: Session, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    found: list[types.WorkspaceSymbol] = []
    token = params.partial_result_token
    sent = 0
    for matching in matching_symbols(known_documents(session), params.query):
        left = MOST_SHOWN - sent - len(found)
        found.extend(_symbol(session, one) for one in matching[:left])
        if token is not None and found:
            session.server.progress(types.ProgressParams(token, found))
            sent, found = sent + len(found), []
        if left <= len(matching):
            break
    return found


def _symbol(session: Session, found: FoundSymbol) -> types.WorkspaceSymbol:
    place = Place(found.uri, found.symbol.selection)
    return types.WorkspaceSymbol(
        location=location_of(session, session.folders[0], place),
        name=found.symbol.name,
        kind=SYMBOL_KINDS[found.symbol.role],
        container_name=found.container or None,
    )
