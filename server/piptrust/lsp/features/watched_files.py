"""``workspace/didChangeWatchedFiles``: changes on disk update every document that they matter to.

Besides the files of the folders these are pip's configuration files, CA files that settings name, and included files,
wherever they are: the server registers for each, by a pattern relative to its folder where the client knows those.
Where the client cannot be asked to watch, the server looks every two seconds.

Example:
    ``cert = /etc/corp.pem`` is written: the server registers ``{"baseUri": "file:///etc", "pattern":
    "corp.pem"}``. When the file changes, ``ca-expired`` goes away.

Test: tests/lsp/test_watched_files.py
"""

from __future__ import annotations

import asyncio
import posixpath
import re
from collections.abc import Iterator
from typing import Union

from lsprotocol import types

from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.parse.kind import kind_of
from piptrust.resolve.disk import Entry, OsDisk
from piptrust.text.uri import canonical_uri, path_to_uri, uri_to_path

# The names that parse/kind.py knows; docs/protocol.md lists them for clients.
FILE_PATTERNS = (
    "**/pip.{conf,ini}",
    "**/*requirements*.{txt,in}",
    "**/constraints*.{txt,in}",
    "**/requirements/*.{txt,in}",
)
_REGISTRATION = "piptrust.files."
_SECONDS_BETWEEN_LOOKS = 2.0
_SPECIAL = re.compile(r"[*?{}\[\]]")


@answers(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def did_change_watched_files(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    session.disk_changed(change.uri for change in params.changes)
    appeared = [change.uri for change in params.changes if change.type != types.FileChangeType.Changed]
    for folder in session.folders:
        if any(_belongs(uri, folder.path) for uri in appeared):
            folder.scan(session.folder_changed)


def watch_files(session: Session) -> None:
    """Has every file watched that the diagnostics depend on, from now on."""
    if session.client.watches:
        session.after_work.append(_Registration(session).renew)
    else:
        looker = Looker(session)
        session.after_work.append(looker.note_new)
        session.spawn(looker.look_again_and_again())


class _Settled:
    """Tells whether other files may matter now than when it was asked before.

    A snapshot that only exchanged a document keeps the very table of files of the one before.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tables: list[object] = []

    def others_matter(self) -> bool:
        tables: list[object] = [f.workspace.snapshot().files for f in self._session.folders]
        before, self._tables = self._tables, tables
        return len(tables) != len(before) or any(a is not b for a, b in zip(tables, before))


class _Registration:
    """What the client was asked to watch; renewed when the files that matter become others."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._settled = _Settled(session)
        self._watched: frozenset[str] | None = None
        self._number = 0

    def renew(self) -> None:
        if not self._settled.others_matter():
            return
        paths = _paths_outside(self._session)
        if paths == self._watched:
            return
        self._watched = paths
        server = self._session.server
        if self._number:
            old = types.Unregistration(
                f"{_REGISTRATION}{self._number}", types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            )
            server.client_unregister_capability(types.UnregistrationParams([old]))
        self._number += 1
        watchers = [types.FileSystemWatcher(pattern) for pattern in FILE_PATTERNS]
        watchers.extend(types.FileSystemWatcher(self._pattern(path)) for path in sorted(paths))
        new = types.Registration(
            f"{_REGISTRATION}{self._number}",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        server.client_register_capability(types.RegistrationParams([new]))

    def _pattern(self, path: str) -> Union[str, types.RelativePattern]:
        path = path.replace("\\", "/")
        if not self._session.client.watches_relative:
            return _literal(path)
        folder, name = posixpath.split(path)
        return types.RelativePattern(path_to_uri(folder or "/"), _literal(name))


def _literal(path: str) -> str:
    """A pattern that matches this path alone: a character in brackets stands for itself."""
    return _SPECIAL.sub(lambda match: f"[{match.group()}]", path)


def _paths_outside(session: Session) -> frozenset[str]:
    """Paths that matter and that the patterns for the folders do not cover."""
    covered = [f for f in session.folders if f.path is not None]
    paths = {path for folder in session.folders for path in folder.workspace.paths_looked_at()}
    return frozenset(
        path for path in paths if kind_of(path) is None or not any(f.holds(path) for f in covered)
    )


class Looker:
    """Looks at the files that matter every few seconds, for clients that do not watch them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._settled = _Settled(session)
        self._seen: dict[str, Entry] = {}

    def note_new(self) -> None:
        """Notes how files are that matter from now on, before they can become others."""
        if self._settled.others_matter():
            for path, entry in self._entries():
                self._seen.setdefault(path, entry)

    def look(self) -> None:
        """Tells the session of the files that are others than they were."""
        now = dict(self._entries())
        changed = [path for path, entry in now.items() if self._seen.get(path, entry) != entry]
        self._seen = now
        if changed:
            self._session.disk_changed(path_to_uri(path) for path in changed)

    async def look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            if self._session.documents:
                self.look()

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        disk = OsDisk()
        paths = {path for folder in self._session.folders for path in folder.workspace.paths_looked_at()}
        opened = (uri_to_path(document.key) for document in self._session.documents.values())
        for path in paths.union(path for path in opened if path is not None):
            yield path, disk.entry(path)


def _belongs(uri: str, folder: str | None) -> bool:
    path = uri_to_path(canonical_uri(uri))
    return path is not None and folder is not None and path.startswith(folder.rstrip("/") + "/")
