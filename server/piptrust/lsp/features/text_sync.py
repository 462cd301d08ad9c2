"""Texts as the editor sends them: opened, changed, saved, closed."""

from __future__ import annotations

import logging

from lsprotocol import types

from piptrust.lsp.convert import to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.features.diagnostics_push import withdraw
from piptrust.lsp.session import Session
from piptrust.parse.kind import FileKind, kind_of
from piptrust.text.uri import canonical_uri, uri_to_path

_log = logging.getLogger(__name__)
# Only for texts whose name says nothing: an editor calls pip.conf whatever it likes.
_KINDS_BY_LANGUAGE = {
    "pip-conf": FileKind.PIP_CONF,
    "pip-requirements": FileKind.REQUIREMENTS,
    "requirements": FileKind.REQUIREMENTS,
}
_KINDS_OF_UNTITLED = {
    **_KINDS_BY_LANGUAGE,
    "dosini": FileKind.PIP_CONF,
    "ini": FileKind.PIP_CONF,
    "properties": FileKind.PIP_CONF,
}


@answers(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    kind = _kind(session, item.uri, item.language_id)
    if kind is None:
        return
    session.open(item.uri, item.version, kind, item.text)


@answers(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = session.document(params.text_document.uri)
    if document is None:
        return
    document.version = params.text_document.version
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            span = to_span(document.index, change.range, session.client.encoding)
            session.edit(document, span, change.text)
        else:
            session.edit(document, None, change.text)


@answers(types.TEXT_DOCUMENT_DID_SAVE)
def did_save(session: Session, params: types.DidSaveTextDocumentParams) -> None:
    session.disk_changed([params.text_document.uri])


@answers(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    document = session.document(params.text_document.uri)
    if document is not None:
        session.close_document(document)
        withdraw(session, document.uri)


def _kind(session: Session, uri: str, language: str) -> FileKind | None:
    """How to read a document: by its name, by what includes or uses it, and only then by its language."""
    path = uri_to_path(uri)
    kind = kind_of(path or uri)
    if kind is not None:
        return kind
    key = canonical_uri(uri)
    for folder in session.folders:
        known = folder.workspace.snapshot().documents.get(key)
        if known is not None:
            return known.kind
    return (_KINDS_OF_UNTITLED if path is None else _KINDS_BY_LANGUAGE).get(language)
