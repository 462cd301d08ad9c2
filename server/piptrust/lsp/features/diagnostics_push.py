"""``textDocument/publishDiagnostics``, for clients that do not ask by themselves."""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.diagnostic import diagnostics_of
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session


def publish(session: Session, document: OpenDocument) -> None:
    """Sends the diagnostics for the text as it is now, with its version."""
    diagnostics = diagnostics_of(session, document, session.findings(document))
    session.server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(document.uri, diagnostics, document.version)
    )


def withdraw(session: Session, uri: str) -> None:
    """Takes back what was published for a document that is closed."""
    if not session.client.pulls:
        session.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
