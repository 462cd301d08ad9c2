"""The files that one check is about, what is found in them, and what becomes of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Callable

from piptrust.cli import CommandFailed
from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.finding import Finding, Severity
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.workspace import LARGEST_FILE, Workspace
from piptrust.locale import tr
from piptrust.parse.kind import kind_of, kind_of_chosen
from piptrust.parse.requirements import RequirementsFile
from piptrust.render.report import Failure, Repair, Report
from piptrust.resolve.disk import Entry, EntryKind, OsDisk
from piptrust.resolve.environment import Environment
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.uri import path_to_uri, uri_to_path

if TYPE_CHECKING:
    from piptrust.engine.edits.fix_all import Applied


class Inspection:
    """One check. Fixes go to :attr:`overlay`; the disk itself is only read."""

    def __init__(
        self,
        environment: Environment,
        selection: Selection,
        min_severity: Severity,
        now: Callable[[], datetime],
    ) -> None:
        self.environment = environment
        self.failures: dict[str, str] = {}
        self.repairs: list[Repair] = []
        self.overlay = OverlayDisk(_WitnessDisk(self.failures))
        self._workspace = Workspace(environment, self.overlay, now)
        self._selection = selection
        self._min_severity = min_severity
        self._asked: dict[str, list[str]] = {}
        self._folders: list[str] = []
        self._fixing = False
        self._with_configuration = False

    def add_path(self, path: str) -> None:
        """Takes a file or a folder.

        Raises:
            CommandFailed: nothing is there, or it is neither.
        """
        path = self._absolute(path)
        kind = self.overlay.entry(path).kind
        if kind is EntryKind.DIRECTORY:
            self._asked[path] = list(self._workspace.add_folder(path))
            self._folders.append(path)
        elif kind is EntryKind.FILE:
            self._workspace.add_file(path, kind_of_chosen(path))
            self._asked[path] = [path_to_uri(path)]
            self._folders.append(path.rpartition("/")[0])
        elif kind is EntryKind.FORBIDDEN:
            raise CommandFailed(tr("{path}: permission denied", path=path))
        elif kind is EntryKind.MISSING:
            raise CommandFailed(tr("{path}: there is no such file or folder", path=path))
        else:
            raise CommandFailed(tr("{path}: neither a file nor a folder", path=path))

    def add_content(self, path: str, content: bytes) -> str:
        """Takes ``content`` as what stands at ``path``, whatever stands there; the absolute path."""
        path = self._absolute(path)
        self.overlay.write(path, content, None)
        self.add_path(path)
        return path

    def add_configuration(self) -> None:
        """Takes the configuration files that this pip reads."""
        self._with_configuration = True

    def snapshot(self) -> Snapshot:
        return self._workspace.snapshot()

    def uris(self) -> list[str]:
        """The files that are looked at: those asked for, and what they include, each once."""
        snapshot = self.snapshot()
        pending = deque(f.uri for f in snapshot.configuration if self._with_configuration)
        for uris in self._asked.values():
            pending.extend(uris)
        found: dict[str, None] = {}
        while pending:
            uri = pending.popleft()
            document = snapshot.documents.get(uri)
            if document is None or uri in found:
                continue
            found[uri] = None
            if isinstance(document.structure, RequirementsFile):
                targets = (include.target(uri) for include in document.structure.includes)
                pending.extend(path_to_uri(target) for target in targets if target is not None)
        return list(found)

    def fix(self) -> list[Applied]:
        """Applies the safe fixes to the overlay; to files in the folders that were named, and no others."""
        from piptrust.engine.edits.fix_all import fix_all

        self._fixing = True
        uris = self.uris()
        in_effect = {f.path for f in self.snapshot().configuration if self._with_configuration}
        folders = tuple(f"{folder.rstrip('/')}/" for folder in self._folders)
        return fix_all(
            self._workspace,
            self.overlay,
            uris,
            self._selection,
            lambda path: path in in_effect or path.startswith(folders),
        )

    def content_on_disk(self, path: str) -> bytes:
        """The bytes of the real file; empty where there is none, or none that can be read."""
        try:
            return OsDisk().read(path, LARGEST_FILE)
        except OSError:
            return b""

    def take_back(self, paths: list[str]) -> None:
        """Gives up what the overlay holds at these paths: the disk counts again."""
        for path in paths:
            self.overlay.drop(path)
        self._workspace.forget([path_to_uri(path) for path in paths])

    def report(self) -> Report:
        uris = self.uris()
        interpreter = self.environment.interpreter
        findings = sorted(self._findings(uris), key=lambda f: f.uri)
        return Report(
            findings=tuple(findings),
            documents=self.snapshot().documents,
            checked=tuple(sorted(uris)),
            base=_canonical(self.environment.cwd),
            pip_version=None if interpreter is None else interpreter.pip_version,
            python=None if interpreter is None else interpreter.executable,
            fixing=self._fixing,
            repairs=tuple(self.repairs),
            failures=tuple(
                Failure(p, reason) for p, reason in sorted(self.failures.items()) if self._matters(p)
            ),
        )

    def _findings(self, uris: list[str]) -> Iterator[Finding]:
        snapshot = self.snapshot()
        for uri in uris:
            for finding in analyze(snapshot, snapshot.documents[uri], self._selection):
                if finding.severity >= self._min_severity:
                    yield finding

    def _matters(self, path: str) -> bool:
        """Whether a failure to read is ours to tell.

        pip passes over configuration that it may not read, and rules speak of unreadable certificates.
        """
        if path in self._asked or path in self.overlay.written:
            return True
        below = any(path.startswith(asked.rstrip("/") + "/") for asked in self._asked)
        return below and (kind_of(path) is not None or self.overlay.entry(path).kind is EntryKind.DIRECTORY)

    def _absolute(self, path: str) -> str:
        return _canonical(os.path.join(self.environment.cwd, path))  # noqa: PTH118 - a name may hold any bytes.


def _canonical(path: str) -> str:
    """The spelling that URIs lead back to, so that paths compare equal on every platform."""
    path = os.path.normpath(path)
    return uri_to_path(path_to_uri(path)) or path


class _WitnessDisk(OsDisk):
    """Notes what could not be read of what pip could be given: a check that passes over it is no check."""

    def __init__(self, failures: dict[str, str]) -> None:
        self._failures = failures

    def entry(self, path: str) -> Entry:
        entry = super().entry(path)
        if kind_of(path) is None:
            return entry
        if entry.kind is EntryKind.FILE and entry.size > LARGEST_FILE:
            self._failures[path] = tr(
                "larger than {number} MiB; what follows was not read", number=LARGEST_FILE // 2**20
            )
        return entry

    def read(self, path: str, limit: int) -> bytes:
        try:
            return super().read(path, limit)
        except OSError as error:
            self._failures[path] = error.strerror or str(error)
            raise

    def names(self, path: str) -> list[str]:
        try:
            return super().names(path)
        except OSError as error:
            self._failures[path] = error.strerror or str(error)
            raise
