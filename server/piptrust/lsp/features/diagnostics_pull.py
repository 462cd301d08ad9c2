"""``textDocument/diagnostic``: what is wrong with a document, for clients that ask.

The result id stands for what is shown: typing that changes no diagnostic is answered with "unchanged". Files that
have a part in the same run of pip and that nobody has opened come along as ``relatedDocuments``, where the client
takes them.

Example:
    ``{"textDocument": {"uri": "file:///p/pip.conf"}, "previousResultId": "8f3a.12"}`` is answered with
    ``{"kind": "unchanged", "resultId": "8f3a.12"}``.

Test: tests/lsp/test_workspace_diagnostics.py
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Union

from lsprotocol import types

from piptrust.lsp.capabilities import CELL_DIAGNOSTICS
from piptrust.lsp.feature import answers
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.uri import path_to_uri

_Report = Union[types.RelatedFullDocumentDiagnosticReport, types.RelatedUnchangedDocumentDiagnosticReport]
_Related = dict[str, Union[types.FullDocumentDiagnosticReport, types.UnchangedDocumentDiagnosticReport]]


@answers(types.TEXT_DOCUMENT_DIAGNOSTIC)
def diagnostic(session: Session, params: types.DocumentDiagnosticParams) -> _Report:
    document = session.shown(params.text_document.uri)
    if document is None or not session.client.pulls or _is_asked_otherwise(session, document, params):
        # Unknown, or told in another way: it must not get everything twice.
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    report = session.reports.of_open(document)
    takes_related = session.client.related_documents and not document.notebook
    related = _related(session, document) or None if takes_related else None
    if params.previous_result_id == report.result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(
            result_id=report.result_id, related_documents=related
        )
    return types.RelatedFullDocumentDiagnosticReport(
        items=report.items, result_id=report.result_id, related_documents=related
    )


def _is_asked_otherwise(
    session: Session, document: OpenDocument, params: types.DocumentDiagnosticParams
) -> bool:
    """Whether the client pulls this kind of document under another identifier as well."""
    if not session.client.registers_diagnostics or not session.client.notebooks:
        return False
    return bool(document.notebook) != (params.identifier == CELL_DIAGNOSTICS)


def _related(session: Session, document: OpenDocument) -> _Related:
    """Files that have a part in the same run of pip and that nobody has opened, as far as there is news of them."""
    related: _Related = {}
    for key in dict.fromkeys(_belonging(document)):
        report = session.reports.of_closed(key, document.folder)
        if report is None or not (report.items or key in session.told_of):
            continue
        session.told_of.add(key)
        related[session.client_uri(key)] = types.FullDocumentDiagnosticReport(
            items=report.items, result_id=report.result_id
        )
    return related


def _belonging(document: OpenDocument) -> Iterator[str]:
    """The configuration in effect, and what the document includes."""
    snapshot = document.folder.workspace.snapshot()
    yield from (file.uri for file in snapshot.configuration)
    parsed = snapshot.documents.get(document.key)
    if parsed is not None and isinstance(parsed.structure, RequirementsFile):
        for include in parsed.structure.includes:
            path = include.target(document.key)
            if path is not None:
                yield path_to_uri(path)
