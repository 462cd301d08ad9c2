"""``textDocument/diagnostic``, for clients that ask."""

from __future__ import annotations

from typing import Union

from lsprotocol import types

from piptrust.lsp.diagnostic import diagnostics_of
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session

_Report = Union[types.RelatedFullDocumentDiagnosticReport, types.RelatedUnchangedDocumentDiagnosticReport]


@answers(types.TEXT_DOCUMENT_DIAGNOSTIC)
def diagnostic(session: Session, params: types.DocumentDiagnosticParams) -> _Report:
    document = session.document(params.text_document.uri)
    if document is None or not session.client.pulls:
        # Unknown, or told by push: it must not get everything twice.
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    findings = session.findings(document)
    result = f"{document.version}.{document.revision}"
    if params.previous_result_id == result:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result)
    return types.RelatedFullDocumentDiagnosticReport(
        items=diagnostics_of(session, document, findings), result_id=result
    )
