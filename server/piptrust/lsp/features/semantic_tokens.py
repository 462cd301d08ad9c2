"""``textDocument/semanticTokens``: whole documents, differences to what the client has, and parts of documents.

The legend has standard types only. What pip does nothing with is marked as deprecated: options that this pip has
not, sections that no command reads, options on lines where they do not count. A part of a document costs its own
lines; ``piptrust.semanticTokens.enable`` switches the tokens off.

Example:
    `index-url = https://a.example/` gives a property, an operator, a string, a variable (the host) and a string.

Test: tests/lsp/test_glance.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.convert import to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.json_text import JsonText
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.lsp.token_stream import TokenStream, token_stream, tokens_of_lines


@answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL)
def semantic_tokens_full(session: Session, params: types.SemanticTokensParams) -> JsonText | None:
    document = _document(session, params.text_document)
    if document is None:
        return None
    document.tokens = _stream(session, document)
    return JsonText(document.tokens.full())


@answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA)
def semantic_tokens_delta(session: Session, params: types.SemanticTokensDeltaParams) -> JsonText | None:
    document = _document(session, params.text_document)
    if document is None:
        return None
    known = document.tokens
    document.tokens = _stream(session, document)
    if known is None or known.result != params.previous_result_id:
        return JsonText(document.tokens.full())
    return JsonText(document.tokens.since(known))


@answers(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE)
def semantic_tokens_range(session: Session, params: types.SemanticTokensRangeParams) -> JsonText | None:
    document = _document(session, params.text_document)
    if document is None:
        return None
    view, encoding = session.view(document), session.client.encoding
    span = to_span(document.index, params.range, encoding)
    return JsonText(tokens_of_lines(view.document, encoding, view.environment.pip_version, span).full())


def _document(session: Session, identifier: types.TextDocumentIdentifier) -> OpenDocument | None:
    document = session.document(identifier.uri)
    return document if document is not None and document.folder.settings.glance.tokens else None


def _stream(session: Session, document: OpenDocument) -> TokenStream:
    view = session.view(document)
    return token_stream(
        view.document, session.client.encoding, view.environment.pip_version, older=document.tokens
    )
