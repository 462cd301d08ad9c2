"""The state of one conversation: folders, open documents, and what must be worked out anew."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, Any, Callable, cast

from lsprotocol import types

from piptrust.engine.analyze import analyze
from piptrust.engine.environment import machine
from piptrust.engine.finding import Finding
from piptrust.engine.view import View
from piptrust.lsp.cells import Cells, analyze_open_cell, view_of_cell
from piptrust.lsp.client import Client
from piptrust.lsp.folder import Folder, folder_uris
from piptrust.lsp.open_document import OpenDocument, Unclaimed
from piptrust.lsp.reports import Reports
from piptrust.lsp.settings import parse_settings
from piptrust.lsp.surroundings import Looks
from piptrust.parse.kind import FileKind
from piptrust.parse.requirements import RequirementsFile, reparse
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span
from piptrust.text.uri import canonical_uri, uri_to_path

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

    from piptrust.lsp.probing import FolderProbe

_log = logging.getLogger(__name__)
_LONGEST_START = 5.0


class Session:
    """What the features share.

    Attributes:
        server: to send with.
        client: what the editor can do.
        documents: open ones that piptrust reads, by canonical URI.
        unclaimed: other open ones, by canonical URI: a requirements file may turn out to include them.
        cells: of notebooks that are open.
        reports: the diagnostics of open documents and of others.
        after_work: called whenever nothing is left to do.
        when_changed: set whenever diagnostics may have become others.
        end_pull: ends the request that waits for news of the workspace's diagnostics, if there is one.
        started: set when every folder's work has begun, with its settings.
        asks_again: whether the client asked for the workspace's diagnostics, and asks again only when told to.
        told_of: documents that the client was told of beside one that it asked for.
        folders: the workspace's, in the client's order; one without a path where there is none.
        view_changes: counts what made hints, lenses or tokens of some document untrue, but for its own text.
        looks: what was looked at aside, for completions.
    """

    def __init__(
        self, server: LanguageServer, client: Client, params: types.InitializeParams, wake: Callable[[], None]
    ) -> None:
        self.server = server
        self.client = client
        self.documents: dict[str, OpenDocument] = {}
        self.unclaimed: dict[str, Unclaimed] = {}
        self.cells = Cells(self)
        self.folders: list[Folder] = []
        self.reports = Reports(self)
        self.view_changes = 0
        self.looks = Looks()
        self.after_work: list[Callable[[], None]] = []
        self.when_changed: set[asyncio.Event] = set()
        self.end_pull: Callable[[], None] | None = None
        self.asks_again = False
        self.started = asyncio.Event()
        self.told_of: set[str] = set()
        self.cancellable: dict[str, Callable[[], object]] = {}
        self._probes: dict[int, FolderProbe] = {}
        self._probing = False
        self._one_at_a_time = asyncio.Semaphore(1)
        self._wake = wake
        self._tasks: set[asyncio.Task[None]] = set()
        self._refresh_wanted = False
        self._said: set[str] = set()
        self._spellings: dict[str, str] = {}
        options = params.initialization_options
        self._options = cast("dict[str, Any]", options) if isinstance(options, dict) else {}
        for uri in folder_uris(params):
            self.add_folder(uri)
        if not self.folders:
            self.add_folder("")

    # Folders and settings.

    def add_folder(self, uri: str) -> Folder:
        path = uri_to_path(canonical_uri(uri)) if uri else None
        trusted = self._options.get("workspaceTrusted") is not False
        folder = Folder(uri, path, machine(path), trusted)
        if path is not None:
            # The place of files without a folder is not needed once there is one.
            self.folders = [f for f in self.folders if f.path is not None]
        self.folders.append(folder)
        self.configure(folder, self._options)
        return folder

    def start(self, folder: Folder) -> None:
        """Begins what takes time: looking for files, asking the interpreter."""
        folder.scan(self.folder_changed)
        folder.ask_interpreter(self.folder_changed)

    async def settled(self) -> None:
        """Until the files of all folders are found and their interpreters known."""
        with contextlib.suppress(asyncio.TimeoutError):
            # A client may never say that it is ready, and still wants an answer.
            await asyncio.wait_for(self.started.wait(), _LONGEST_START)
        for folder in list(self.folders):
            await folder.settled()

    def remove_folder(self, uri: str) -> None:
        gone = [f for f in self.folders if f.uri == uri]
        self.folders = [f for f in self.folders if f.uri != uri]
        if not self.folders:
            self.start(self.add_folder(""))
        for folder in gone:
            folder.close()
            if id(folder) in self._probes:
                self._probes.pop(id(folder)).stop()
        self.settle_documents()

    def configure(self, folder: Folder, raw: object) -> None:
        """Puts settings into force for a folder; what is wrong with them is said once."""
        settings = parse_settings(raw)
        for complaint in settings.complaints:
            if complaint not in self._said:
                self._said.add(complaint)
                _log.warning("%s", complaint)
        if settings != folder.settings:
            folder.settings = settings
            self._all_stale(folder)

    def folder_changed(self, folder: Folder) -> None:
        """The files or the interpreter of a folder are known now, or are others."""
        self.settle_documents()
        self._all_stale(folder)

    # Probes.

    def start_probing(self) -> None:
        """From now on each folder's handshakes are kept up to date."""
        self._probing = True
        for folder in self.folders:
            self.probe_of(folder).look()

    def probe_of(self, folder: Folder) -> FolderProbe:
        if id(folder) not in self._probes:
            # What probing needs is loaded when the first probe is.
            from piptrust.lsp.probing import FolderProbe

            self._probes[id(folder)] = FolderProbe(self, folder, self._one_at_a_time)
        return self._probes[id(folder)]

    def probe_again(self, folder: Folder) -> None:
        """Something was repaired: see what came of it, even where the same files are named as before."""
        if self._probing and folder in self.folders:
            self.probe_of(folder).look(force=True)

    def trust(self, trusted: bool) -> None:
        """The user trusts the workspace from now on, or not any more."""
        self._options = {**self._options, "workspaceTrusted": trusted}
        for folder in self.folders:
            if folder.workspace.trusted != trusted:
                folder.workspace.trust(trusted)
                self.start(folder)
                self._all_stale(folder)

    def probed(self, folder: Folder) -> None:
        """A probe of the folder left another result."""
        self._all_stale(folder, look=False)

    # Documents.

    def open(self, uri: str, version: int, kind: FileKind, text: str) -> OpenDocument:
        key = canonical_uri(uri)
        document = OpenDocument(uri, key, version, kind, LineIndex(text), self.folder_of(key))
        self.documents[key] = document
        self._spellings[key] = uri
        self._put_text(document)
        return document

    def document(self, uri: str) -> OpenDocument | None:
        return self.documents.get(canonical_uri(uri))

    def shown(self, uri: str) -> OpenDocument | None:
        """A document, or a cell of a notebook."""
        return self.document(uri) or self.cells.get(uri)

    def edit(self, document: OpenDocument, span: Span | None, new_text: str) -> None:
        """Replaces a part of the text, or all of it where ``span`` is None."""
        workspace = document.folder.workspace
        parsed = workspace.open_document(document.key)
        if span is None or parsed is None or not isinstance(parsed.structure, RequirementsFile):
            document.index = LineIndex(new_text) if span is None else document.index.updated(span, new_text)
            self._put_text(document)
            return
        parsed = reparse(parsed, span, new_text)
        document.index = parsed.line_index
        self._changed(document, workspace.put(parsed))

    def close_document(self, document: OpenDocument) -> None:
        del self.documents[document.key]
        for folder in self.folders:
            if folder.workspace.is_open(document.key):
                folder.workspace.close(document.key)
                self._all_stale(folder)

    def disk_changed(self, uris: Iterable[str]) -> None:
        """What stands at these URIs on disk may be something else now."""
        keys = {canonical_uri(uri) for uri in uris}
        for folder in self.folders:
            folder.workspace.forget(keys)
            self._all_stale(folder)
        for document in self.documents.values():
            if document.key in keys:
                self._put_text(document)

    def settle_documents(self) -> None:
        """Folders came, went or got to know their configuration: each document goes where it belongs."""
        for key, known in list(self.unclaimed.items()):
            kind = self.included_as(key)
            if kind is not None:
                del self.unclaimed[key]
                self.open(known.uri, known.version, kind, known.index.text)
        self.cells.settle()
        for document in list(self.documents.values()):
            document.folder = self.folder_of(document.key)
            for folder in self.folders:
                if folder.workspace.is_open(document.key) != self._is_shared_with(document, folder):
                    self._put_text(document)
                    break

    def included_as(self, key: str) -> FileKind | None:
        """How a document is read that some requirements file includes, or some setting names."""
        known = (folder.workspace.snapshot().documents.get(key) for folder in self.folders)
        return next((document.kind for document in known if document is not None), None)

    def folder_of(self, key: str) -> Folder:
        """The innermost folder that holds the document; else one whose pip reads it; else the first."""
        path = uri_to_path(key)
        holding = [f for f in self.folders if path is not None and f.holds(path)]
        if holding:
            return max(holding, key=lambda f: len(f.path or ""))
        reading = (f for f in self.folders if key in f.workspace.snapshot().configuration_uris)
        return next(reading, self.folders[0])

    # What is found.

    def findings(self, document: OpenDocument) -> tuple[Finding, ...]:
        """The findings for the text as it is now; worked out only when something has changed."""
        if document.stale:
            document.findings = self._analyze(document)
            document.stale = False
        return document.findings

    def view(self, document: OpenDocument) -> View:
        if document.notebook:
            return view_of_cell(document)
        snapshot = document.folder.workspace.snapshot()
        return View(snapshot, snapshot.documents[document.key])

    def index_of(self, uri: str, folder: Folder) -> LineIndex | None:
        """The lines of any document that the folder knows."""
        document = self.shown(uri)
        if document is not None:
            return document.index
        known = folder.workspace.snapshot().documents.get(uri)
        return None if known is None else known.line_index

    def client_uri(self, uri: str) -> str:
        """The client's spelling of a canonical URI, as far as it has told us one."""
        return self._spellings.get(uri, uri)

    def work(self) -> bool:
        """Publishes one document's diagnostics, or does other things put off; whether there is more to do."""
        from piptrust.lsp.features.diagnostics_push import publish

        waiting = [d for d in (*self.documents.values(), *self.cells) if d.unsent]
        if waiting and not self.client.pulls:
            waiting[0].unsent = False
            publish(self, waiting[0])
            return True
        if self._refresh_wanted:
            self._refresh_wanted = False
            self.server.workspace_diagnostic_refresh(None)
            return True
        for action in self.after_work:
            action()
        return False

    def spawn(self, work: Awaitable[None]) -> None:
        """Runs something in the background, for as long as the session lasts."""

        async def guard() -> None:
            try:
                await work
            except Exception:
                _log.exception("work in the background failed")

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            if asyncio.iscoroutine(work):
                # Where the session ended before its first step, Python would complain on standard error.
                work.close()

        task = asyncio.ensure_future(guard())
        self._tasks.add(task)
        task.add_done_callback(ended)

    def close(self) -> None:
        if self.end_pull is not None:
            self.end_pull()
        for folder in self.folders:
            folder.close()
        for probe in self._probes.values():
            probe.stop()
        for task in self._tasks:
            task.cancel()

    def _analyze(self, document: OpenDocument) -> tuple[Finding, ...]:
        if not document.folder.settings.enable:
            return ()
        if document.notebook:
            return analyze_open_cell(document)
        snapshot = document.folder.workspace.snapshot()
        parsed = snapshot.documents.get(document.key)
        return () if parsed is None else analyze(snapshot, parsed, document.folder.settings.selection)

    def _put_text(self, document: OpenDocument) -> None:
        workspace = document.folder.workspace
        self._changed(document, workspace.put_text(document.key, document.kind, document.index.text))

    def _changed(self, document: OpenDocument, seen_by_others: bool) -> None:
        """The document's new text is in its own folder; brings it to the others, and notes who is stale."""
        parsed = document.folder.workspace.open_document(document.key)
        for folder in self.folders:
            if folder is document.folder:
                continue
            if parsed is not None and self._is_shared_with(document, folder):
                folder.workspace.put(parsed)
                if seen_by_others:
                    self._all_stale(folder)
            elif folder.workspace.is_open(document.key):
                folder.workspace.close(document.key)
                self._all_stale(folder)
        # The edited document comes first: it is the one being looked at.
        self.documents = {document.key: document, **self.documents}
        self.stale(document)
        self.reports.text_changed(document.key)
        if seen_by_others:
            document.folder.revision += 1
        if seen_by_others and self._probing:
            self.probe_of(document.folder).look()
        others = [d for d in (*self.documents.values(), *self.cells) if d is not document]
        concerned = [
            d for d in others if d.points_to(document.key) or (seen_by_others and d.folder is document.folder)
        ]
        for other in concerned:
            self.stale(other)
            self._refresh_wanted = self.client.pulls
        self.view_changes += bool(concerned)

    def _is_shared_with(self, document: OpenDocument, folder: Folder) -> bool:
        """Whether a folder reckons with the document: its own, and those whose pip reads it."""
        if folder is document.folder:
            return True
        if document.kind is not FileKind.PIP_CONF:
            return False
        return document.key in folder.workspace.snapshot().configuration_uris

    def _all_stale(self, folder: Folder, *, look: bool = True) -> None:
        if look and self._probing and folder in self.folders:
            self.probe_of(folder).look()
        folder.revision += 1
        for changed in self.when_changed:
            changed.set()
        self._refresh_wanted = self._refresh_wanted or (self.client.pulls and self.asks_again)
        for document in (*self.documents.values(), *self.cells):
            if document.folder is folder:
                self.stale(document)
                self._refresh_wanted = self.client.pulls
                self.view_changes += 1
        self._wake()

    def stale(self, document: OpenDocument) -> None:
        """What is known of the document's findings is known no longer."""
        document.stale = document.unsent = document.report_stale = True
        for changed in self.when_changed:
            changed.set()
