"""``textDocument/documentLink``: included files, CA files, addresses and pages of rules can be opened.

Links are complete at once, for what they need is known already: paths at which nothing stands are left out, and
addresses lead to the index without the credentials in them.

Example:
    `index-url = https://user:secret@a.example/simple` leads to `https://a.example/simple`; `cert = ~/corp.pem`
    to that file.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.links import links
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_DOCUMENT_LINK)
def document_link(session: Session, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    client = session.client
    return [
        types.DocumentLink(
            to_range(document.index, link.span, client.encoding),
            session.client_uri(link.target),
            link.tooltip if client.link_tooltips else None,
        )
        for link in links(session.view(document))
    ]
