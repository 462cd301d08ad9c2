"""Places in documents, open or not, as LSP locations."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from piptrust.engine.navigation.mention import Known, Place
from piptrust.lsp.convert import START_OF_FILE, to_range
from piptrust.lsp.folder import Folder
from piptrust.lsp.session import Session
from piptrust.text.span import Span


def range_of(session: Session, folder: Folder, uri: str, span: Span) -> types.Range:
    """The range in a document that the folder, or any other, knows; the start of a file that nobody reads."""
    for one in (folder, *session.folders):
        index = session.index_of(uri, one)
        if index is not None:
            return to_range(index, span, session.client.encoding)
    return START_OF_FILE


def location_of(session: Session, folder: Folder, place: Place) -> types.Location:
    return types.Location(session.client_uri(place.uri), range_of(session, folder, place.uri, place.span))


def known_documents(session: Session) -> Iterator[Known]:
    """All documents of all folders, each once: open ones as they are on the screen, then those on disk."""
    seen: set[str] = set()
    for document in session.documents.values():
        seen.add(document.key)
        view = session.view(document)
        yield Known(view.document, view.environment)
    for folder in session.folders:
        snapshot = folder.workspace.snapshot()
        for uri, one in snapshot.documents.items():
            if uri not in seen:
                seen.add(uri)
                yield Known(one, snapshot.environment)
