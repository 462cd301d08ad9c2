"""Findings as LSP diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types

from piptrust.engine.documentation import documentation_uri
from piptrust.engine.finding import Finding, Related, Severity, Tag
from piptrust.lsp.convert import START_OF_FILE, to_range
from piptrust.text.line_index import LineIndex

if TYPE_CHECKING:
    from piptrust.lsp.folder import Folder
    from piptrust.lsp.open_document import OpenDocument
    from piptrust.lsp.session import Session

_SOURCE = "piptrust"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS = {
    Tag.UNNECESSARY: types.DiagnosticTag.Unnecessary,
    Tag.DEPRECATED: types.DiagnosticTag.Deprecated,
}


def diagnostics_of(
    session: Session, document: OpenDocument, findings: Iterable[Finding]
) -> list[types.Diagnostic]:
    return diagnostics_at(session, document.index, document.folder, findings)


def diagnostics_at(
    session: Session, index: LineIndex, folder: Folder, findings: Iterable[Finding]
) -> list[types.Diagnostic]:
    """The diagnostics of a document, open or not, that stand in the text of ``index``."""
    return [_diagnostic(session, index, folder, finding) for finding in findings]


def _diagnostic(session: Session, index: LineIndex, folder: Folder, finding: Finding) -> types.Diagnostic:
    client = session.client
    page = documentation_uri(finding.rule) if client.links else None
    return types.Diagnostic(
        range=to_range(index, finding.span, client.encoding),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=None if page is None else types.CodeDescription(page),
        source=_SOURCE,
        tags=[_TAGS[tag] for tag in finding.tags] or None if client.tags else None,
        related_information=[_related(session, folder, r) for r in finding.related] or None
        if client.related
        else None,
        data=_data(finding) if client.data else None,
    )


def _related(session: Session, folder: Folder, related: Related) -> types.DiagnosticRelatedInformation:
    index = session.index_of(related.uri, folder)
    place = START_OF_FILE if index is None else to_range(index, related.span, session.client.encoding)
    location = types.Location(session.client_uri(related.uri), place)
    return types.DiagnosticRelatedInformation(location, related.message)


def _data(finding: Finding) -> dict[str, object]:
    evidence = [{"text": e.text, "source": e.source} for e in finding.evidence]
    return {"confidence": finding.confidence.value, "evidence": evidence}
