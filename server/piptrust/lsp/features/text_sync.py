"""``textDocument/didOpen``, ``didChange``, ``didSave`` and ``didClose``: texts as the editor has them.

Changes are incremental. Files are known by their path; one that a requirements file includes is read whatever its
name, also when it was open before anybody knew.

Example:
    ``didChange`` with one character typed in a requirements file of 10,000 lines reads one line again.

Test: tests/lsp/test_documents.py
"""

from __future__ import annotations

import logging

from lsprotocol import types

from piptrust.lsp.convert import to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.features.diagnostics_push import withdraw
from piptrust.lsp.open_document import Unclaimed
from piptrust.lsp.session import Session
from piptrust.parse.kind import FileKind, kind_of
from piptrust.text.line_index import LineIndex
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
        session.unclaimed[canonical_uri(item.uri)] = Unclaimed(item.uri, item.version, LineIndex(item.text))
        return
    session.open(item.uri, item.version, kind, item.text)


@answers(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = session.document(params.text_document.uri)
    if document is None:
        _change_unclaimed(session, params)
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
    session.unclaimed.pop(canonical_uri(params.text_document.uri), None)
    document = session.document(params.text_document.uri)
    if document is not None:
        session.close_document(document)
        withdraw(session, document.uri)


def _change_unclaimed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    """Follows the text of a file that nothing includes: something may include it later."""
    known = session.unclaimed.get(canonical_uri(params.text_document.uri))
    if known is None:
        return
    known.version = params.text_document.version
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            span = to_span(known.index, change.range, session.client.encoding)
            known.index = known.index.updated(span, change.text)
        else:
            known.index = LineIndex(change.text)


def _kind(session: Session, uri: str, language: str) -> FileKind | None:
    """How to read a document: by its name, by what includes or uses it, and only then by its language."""
    path = uri_to_path(uri)
    kind = kind_of(path or uri)
    if kind is not None:
        return kind
    included = session.included_as(canonical_uri(uri))
    if included is not None:
        return included
    return (_KINDS_OF_UNTITLED if path is None else _KINDS_BY_LANGUAGE).get(language)
