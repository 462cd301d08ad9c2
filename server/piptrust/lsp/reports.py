"""Diagnostics as last worked out, each state of them with an id of its own, for open documents and for closed ones.

An id stands for what the client sees: where the same diagnostics come out again, it stays, whatever was typed.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from piptrust.engine.analyze import analyze
from piptrust.lsp.diagnostic import diagnostics_at
from piptrust.text.records import dataclass

if TYPE_CHECKING:
    from piptrust.lsp.folder import Folder
    from piptrust.lsp.open_document import OpenDocument
    from piptrust.lsp.session import Session


@dataclass(frozen=True)
class Report:
    """What is said of one document.

    Attributes:
        result_id: unique among all states of all documents, also of an earlier server's.
        items: the diagnostics.
        points_to: URIs of other documents that they speak of.
    """

    result_id: str
    items: list[types.Diagnostic]
    points_to: frozenset[str] = frozenset()


class Reports:
    """The newest report of each document; worked out when asked for, and only if something has changed.

    Attributes:
        moved: counts how often reports of closed documents were found to name other lines than before.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        # A client may keep ids over a restart of the server.
        self._server = os.urandom(4).hex()
        self._number = itertools.count(1)
        self._closed: dict[str, tuple[Folder, int, Report]] = {}
        self.moved = 0

    def of_open(self, document: OpenDocument) -> Report:
        findings = self._session.findings(document)
        if document.report is None or document.report_stale:
            items = diagnostics_at(self._session, document.index, document.folder, findings)
            document.report = self._next(document.report, items)
            document.report_stale = False
        return document.report

    def of_closed(self, key: str, folder: Folder) -> Report | None:
        """Of a document on disk that the folder knows; None where it is not there (any more), or is open."""
        snapshot = folder.workspace.snapshot()
        document = snapshot.documents.get(key)
        if document is None or key in self._session.documents:
            self._closed.pop(key, None)
            return None
        known = self._closed.get(key)
        if known is not None and known[0] is folder and known[1] == folder.revision:
            return known[2]
        settings = folder.settings
        findings = analyze(snapshot, document, settings.selection) if settings.enable else ()
        items = diagnostics_at(self._session, document.line_index, folder, findings)
        points_to = frozenset(related.uri for finding in findings for related in finding.related)
        report = self._next(None if known is None else known[2], items, points_to)
        self._closed[key] = folder, folder.revision, report
        return report

    def closed(self) -> Iterator[tuple[str, Folder]]:
        """Every document that is not open, once: the folders' own, what they include, what pip is configured by."""
        seen: set[str] = set()
        for folder in self._session.folders:
            for key in folder.workspace.snapshot().documents:
                if key in seen or key in self._session.documents:
                    continue
                seen.add(key)
                owner = self._session.folder_of(key)
                yield key, owner if key in owner.workspace.snapshot().documents else folder

    def text_changed(self, key: str) -> None:
        """Reports of closed documents that point into this one may name other lines now."""
        for closed, (folder, _, report) in list(self._closed.items()):
            if key in report.points_to:
                self._closed[closed] = folder, -1, report
                self.moved += 1

    def _next(
        self, before: Report | None, items: list[types.Diagnostic], points_to: frozenset[str] = frozenset()
    ) -> Report:
        if before is not None and before.items == items:
            return Report(before.result_id, before.items, points_to)
        return Report(f"{self._server}.{next(self._number)}", items, points_to)
