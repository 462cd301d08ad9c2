"""``textDocument/publishDiagnostics``, for clients that do not ask by themselves."""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session


def publish(session: Session, document: OpenDocument) -> None:
    """Sends the diagnostics for the text as it is now, with its version."""
    report = session.reports.of_open(document)
    session.server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(document.uri, report.items, document.version)
    )


def withdraw(session: Session, uri: str) -> None:
    """Takes back what was published for a document that is closed."""
    if not session.client.pulls:
        session.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


class Unopened:
    """Publishes what is wrong with the configuration in effect while nobody has it open, wherever it stands.

    Of the files on disk these alone: pip reads them for everything that is done here, and a person who has not
    opened them would look for the fault elsewhere.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._published: dict[str, str] = {}
        self._seen: object = None

    def publish(self) -> None:
        """Sends what is new; cheap where nothing has changed."""
        session = self._session
        revisions = [(folder, folder.revision) for folder in session.folders]
        seen = revisions, session.reports.moved, frozenset(session.documents)
        if seen == self._seen:
            return
        self._seen = seen
        wanted: set[str] = set()
        for folder in session.folders:
            for file in folder.workspace.snapshot().configuration:
                if file.uri not in wanted:
                    wanted.add(file.uri)
                    self._publish_one(file.uri)
        for key in self._published.keys() - wanted:
            self._take_back(key)

    def _publish_one(self, key: str) -> None:
        session = self._session
        report = session.reports.of_closed(key, session.folder_of(key))
        if report is None:
            if key in session.documents:
                # What is published for the open document has taken its place.
                self._published.pop(key, None)
            elif key in self._published:
                self._take_back(key)
            return
        if self._published.get(key) == report.result_id or not (report.items or key in self._published):
            return
        self._published[key] = report.result_id
        session.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(session.client_uri(key), report.items)
        )

    def _take_back(self, key: str) -> None:
        del self._published[key]
        withdraw(self._session, self._session.client_uri(key))
