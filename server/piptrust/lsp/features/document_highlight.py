"""``textDocument/documentHighlight``: the other places of this document that name the same thing.

A host is "written" where a setting brings it into use, and "read" where others speak of it.

Example:
    `{"kind": 3}` (write) for the host in `index-url`, `{"kind": 2}` (read) for the one in `trusted-host`.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.mention import Mention, Thing, mention_at, mentions_in
from piptrust.lsp.convert import to_offset, to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
def document_highlight(
    session: Session, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    view, encoding = session.view(document), session.client.encoding
    wanted = mention_at(view.document, view.environment, to_offset(document.index, params.position, encoding))
    if wanted is None:
        return None
    return [
        types.DocumentHighlight(to_range(document.index, mention.span, encoding), _kind(mention))
        for mention in mentions_in(view.document, view.environment)
        if mention.is_of(wanted)
    ]


def _kind(mention: Mention) -> types.DocumentHighlightKind:
    if mention.thing not in {Thing.HOST, Thing.INDEX}:
        return types.DocumentHighlightKind.Text
    return types.DocumentHighlightKind.Write if mention.introduces else types.DocumentHighlightKind.Read
