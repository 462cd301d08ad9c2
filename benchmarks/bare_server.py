"""The smallest useful pygls server: what any server written with it costs."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("bare", "1")


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def publish(ls: LanguageServer, params: types.DidOpenTextDocumentParams) -> None:
    """Answers every change with an empty list of diagnostics."""
    document = params.text_document
    ls.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(uri=document.uri, diagnostics=[], version=document.version)
    )


if __name__ == "__main__":
    server.start_io()
