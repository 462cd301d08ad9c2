"""``textDocument/prepareRename``: what a rename at this place would be about, or why there can be none.

Example:
    On a host: `{"range": …, "placeholder": "a.example"}`; on a section: the error "Only the name of a host and the
    path of a CA file can be renamed; this is neither."

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.rename import RenameImpossible, renamable
from piptrust.lsp.convert import to_offset, to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.features.rename import refusal
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_PREPARE_RENAME)
def prepare_rename(
    session: Session, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    encoding = session.client.encoding
    view = session.view(document)
    try:
        mention = renamable(view, to_offset(document.index, params.position, encoding))
    except RenameImpossible as reason:
        raise refusal(reason) from None
    shown = view.document.source(mention.span)
    return types.PrepareRenamePlaceholder(to_range(document.index, mention.span, encoding), shown)
