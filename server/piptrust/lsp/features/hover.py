"""``textDocument/hover``: what stands under the pointer.

An option with its documentation, the value in effect and who beat it; a host with the last handshake; a CA file with
its certificates. In Markdown or plain text.

Example:
    The pointer is on ``cert`` in ``cert = /etc/corp.pem``: what pip's help says of it, and that the file
    holds two certificates, the next to expire in 40 days.

Test: tests/engine/test_hover.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.hovers.hover import hover as hover_at
from piptrust.lsp.convert import to_offset, to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.render.hover import hover_markdown, hover_plain


@answers(types.TEXT_DOCUMENT_HOVER)
def hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    encoding = session.client.encoding
    offset = to_offset(document.index, params.position, encoding)
    found = hover_at(session.view(document), offset)
    if found is None:
        return None
    content = (
        types.MarkupContent(types.MarkupKind.Markdown, hover_markdown(found))
        if session.client.markdown
        else types.MarkupContent(types.MarkupKind.PlainText, hover_plain(found))
    )
    return types.Hover(content, to_range(document.index, found.span, encoding))
