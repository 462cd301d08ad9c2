"""``textDocument/definition``: where a value comes from.

From an overridden setting to the one that beats it, from an include to its file, from a host in ``trusted-host``
to the index that uses it, from a CA path to the file. Clients that can get to know what the place belongs to.

Example:
    The caret is on `index-url` in `[global]` while `[install]` has one, too: the answer is the place in `[install]`.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from typing import Union

from lsprotocol import types

from piptrust.engine.navigation.definition import definition as definition_at
from piptrust.lsp.convert import to_offset, to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.locations import location_of, range_of
from piptrust.lsp.session import Session

_Answer = Union[list[types.Location], list[types.LocationLink], None]


@answers(types.TEXT_DOCUMENT_DEFINITION)
def definition(session: Session, params: types.DefinitionParams) -> _Answer:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    encoding = session.client.encoding
    found = definition_at(session.view(document), to_offset(document.index, params.position, encoding))
    if found is None:
        return None
    folder = document.folder
    if not session.client.definition_links:
        return [location_of(session, folder, target.place) for target in found.targets]
    origin = to_range(document.index, found.origin, encoding)
    return [
        types.LocationLink(
            target_uri=session.client_uri(target.place.uri),
            target_range=range_of(session, folder, target.place.uri, target.around),
            target_selection_range=range_of(session, folder, target.place.uri, target.place.span),
            origin_selection_range=origin,
        )
        for target in found.targets
    ]
