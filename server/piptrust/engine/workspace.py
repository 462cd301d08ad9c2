"""Documents, open or on disk, and the snapshots made of them: the edge that the server and the CLI share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Callable

from piptrust.engine.ca_candidates import ca_candidates
from piptrust.engine.describe import describe
from piptrust.engine.discover import discover
from piptrust.engine.handshake import Handshake
from piptrust.engine.snapshot import CaCandidate, FileFacts, Snapshot
from piptrust.parse.document import Document, Encoding
from piptrust.parse.kind import FileKind, is_deployment_path, kind_of
from piptrust.parse.read import Reader
from piptrust.parse.requirements import Include, RequirementsFile
from piptrust.resolve.certificate_paths import paths_to_look_at
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.resolve.effective import ConfigFile
from piptrust.resolve.environment import Environment
from piptrust.resolve.locations import configuration_files
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.trust import BUNDLE_VARIABLES
from piptrust.text.records import replace
from piptrust.text.uri import path_to_uri, uri_to_path

CERTIFICATE_OPTIONS = ("cert", "client-cert")
_VARIABLES_WITH_PATHS = ("PIP_CERT", "PIP_CLIENT_CERT", *BUNDLE_VARIABLES, "SSL_CERT_FILE", "SSL_CERT_DIR")
# Of anything larger only this much is read.
LARGEST_FILE = 64 * 1024 * 1024
_MOST_INCLUDES = 1_000
# Certificates are judged by the hour, so that a snapshot can serve many keystrokes.
_OLDEST_TODAY = timedelta(hours=1)


class Workspace:
    """The only mutable state of the engine. :meth:`snapshot` freezes it.

    Documents that an editor holds hide those on disk. Whatever is read from disk is kept until
    :meth:`forget` or :meth:`refresh` drops it.
    """

    def __init__(self, environment: Environment, disk: Disk, now: Callable[[], datetime]) -> None:
        self.environment = environment
        self.trusted = True
        self._disk = disk
        self._now = now
        self._open: dict[str, Document] = {}
        self._read: dict[str, Document | None] = {}
        self._folder_files: dict[str, tuple[str, ...]] = {}
        self._kinds: dict[str, FileKind] = {}
        self._facts: dict[str, FileFacts] = {}
        self._deployed: dict[str, bool] = {}
        self._candidates: tuple[CaCandidate, ...] | None = None
        self._handshakes: tuple[Handshake, ...] = ()
        self._snapshot: Snapshot | None = None

    @property
    def reader(self) -> Reader:
        interpreter = self.environment.interpreter
        locale_encoding = interpreter.locale_encoding if interpreter else "utf-8"
        return Reader(locale_encoding, self.environment.pip_version, self.environment.python_version)

    @property
    def disk(self) -> Disk:
        return self._disk

    def put(self, document: Document) -> bool:
        """Takes an open document, new or changed; whether other documents may be judged anew because of it.

        Most changes leave all settings and includes as they are. The last snapshot then serves on, with this
        document exchanged, so that a keystroke costs nothing for the other files.
        """
        self._open[document.uri] = document
        known = self._snapshot.documents.get(document.uri) if self._snapshot is not None else None
        if self._snapshot is not None and known is not None and _says_the_same(known, document):
            self._snapshot = self._snapshot.with_document(document)
            return False
        self._snapshot = None
        return True

    def put_text(self, uri: str, kind: FileKind, text: str) -> bool:
        """Takes the text of an open document, new or read anew; the same answer as :meth:`put`.

        How the file is encoded only its bytes on disk can say, so that is kept beside the editor's text.
        """
        on_disk = self._from_disk(uri, kind)
        encoding = None if on_disk is None else on_disk.encoding
        return self.put(replace(self.reader.read_text(uri, kind, text), encoding=encoding))

    def put_handshakes(self, handshakes: tuple[Handshake, ...]) -> None:
        """Takes what a probe saw."""
        self._handshakes = handshakes
        self._snapshot = None

    def trust(self, trusted: bool) -> None:
        """Whether the user trusts the folder from now on."""
        self.trusted = trusted
        self._snapshot = None

    def close(self, uri: str) -> None:
        """The disk decides again."""
        self._open.pop(uri, None)
        self.forget([uri])

    def move_to(self, environment: Environment) -> None:
        """Another interpreter, or other variables: everything may be read and decided differently."""
        self.environment = environment
        self._handshakes = ()
        self._read.clear()
        self._candidates = None
        for uri, old in self._open.items():
            self.put_text(uri, old.kind, old.text)
        self._snapshot = None

    def over(self, disk: OverlayDisk) -> Workspace:
        """The same state on a disk of its own, to try changes on; open documents stand there as UTF-8 files."""
        copy = Workspace(self.environment, disk, self._now)
        copy.trusted = self.trusted
        copy._read = dict(self._read)
        copy._folder_files = dict(self._folder_files)
        copy._kinds = dict(self._kinds)
        copy._facts = dict(self._facts)
        copy._candidates = self._candidates
        for uri, document in self._open.items():
            content = document.text.encode("utf-8", "surrogatepass")
            digest = hashlib.sha256(content).hexdigest()
            encoding = Encoding("utf-8", False, True, None, False, digest)
            path = uri_to_path(uri)
            if path is None:
                copy._open[uri] = document
                continue
            disk.write(path, content, None)
            copy._read[uri] = replace(document, encoding=encoding)
            copy._folder_files[path] = (uri,)
        return copy

    def open_document(self, uri: str) -> Document | None:
        """The document that an editor holds at this canonical URI."""
        return self._open.get(uri)

    def is_open(self, uri: str) -> bool:
        return uri in self._open

    def add_folder(self, folder: str) -> tuple[str, ...]:
        """Reads the files of a folder that pip could be given; their URIs."""
        return self.add_found(folder, discover(self._disk, folder))

    def add_found(self, folder: str, paths: Iterable[str]) -> tuple[str, ...]:
        """Takes the files that :func:`discover` found in a folder; their URIs."""
        uris = tuple(path_to_uri(path) for path in paths)
        self._folder_files[folder] = uris
        self._snapshot = None
        return uris

    def read_ahead(self, path: str) -> None:
        """Reads one file now, so that the next snapshot need not."""
        self._document(path_to_uri(path), kind_of(path) or FileKind.REQUIREMENTS)

    def remove_folder(self, folder: str) -> None:
        self._folder_files.pop(folder, None)
        self._snapshot = None

    def add_file(self, path: str, kind: FileKind | None = None) -> str | None:
        """Reads one file whatever its name; its URI, or None where it cannot be read."""
        uri = path_to_uri(path)
        self._kinds[uri] = kind or kind_of(path) or FileKind.REQUIREMENTS
        document = self._document(uri, self._kinds[uri])
        if document is None:
            return None
        self._folder_files[path] = (uri,)
        self._snapshot = None
        return uri

    def forget(self, uris: Iterable[str]) -> None:
        """What stood at these URIs may have changed."""
        for uri in uris:
            self._read.pop(uri, None)
            path = uri_to_path(uri)
            if path is not None:
                self._facts.pop(path, None)
        self._deployed.clear()
        self._snapshot = None

    def forget_all(self) -> None:
        """Anything on disk may have changed, but for which files there are in the folders."""
        self._read.clear()
        self._facts.clear()
        self._deployed.clear()
        self._candidates = None
        self._snapshot = None

    def refresh(self) -> None:
        """Anything on disk may have changed."""
        self.forget_all()
        for folder in list(self._folder_files):
            if self._disk.entry(folder).kind is EntryKind.DIRECTORY:
                self.add_folder(folder)
        self._snapshot = None

    def snapshot(self) -> Snapshot:
        """The state as it is now. Work is done only for what changed since the last call."""
        if self._snapshot is None:
            self._snapshot = self._freeze()
        now = self._now()
        if now - self._snapshot.today > _OLDEST_TODAY:
            self._snapshot = replace(self._snapshot, today=now)
        return self._snapshot

    def named_on_command_line(self, cell: Document, base_uri: str) -> tuple[Document, ...]:
        """The files that a cell's commands name with ``-r`` and ``-c``, and what these include."""
        found: dict[str, Document] = {}
        for setting in cell.settings_named("requirement", "constraint"):
            kind = FileKind.CONSTRAINTS if setting.key == "constraint" else FileKind.REQUIREMENTS
            path = Include(setting.value, setting.value_span, kind).target(base_uri)
            uri = None if path is None else path_to_uri(path)
            document = None if uri is None else self._document(uri, kind)
            if document is not None:
                found[document.uri] = document
        self._follow_includes(found)
        return tuple(found.values())

    def facts_for(self, cell: Document, environment: Environment) -> dict[str, FileFacts]:
        """Facts on the certificate files that a cell's commands name; relative paths start at ``environment.cwd``."""
        settings = cell.settings_named(*CERTIFICATE_OPTIONS)
        paths = [
            path
            for s in settings
            for path in paths_to_look_at(s.value, environment.cwd, environment)
            if s.value
        ]
        if paths:
            paths.extend(self._own_bundle())
        return {path: self._describe(path) for path in paths}

    def paths_looked_at(self) -> frozenset[str]:
        """Paths outside the folder's own files whose content, presence or absence the snapshot speaks of."""
        snapshot = self.snapshot()
        read = (uri_to_path(uri) for uri in snapshot.documents if uri not in self._open)
        return frozenset(
            [*snapshot.files, *(f.path for f in snapshot.configuration), *(p for p in read if p is not None)]
        )

    def _freeze(self) -> Snapshot:
        configuration = tuple(self._configuration())
        documents: dict[str, Document] = {f.uri: f.document for f in configuration if f.document is not None}
        for uris in self._folder_files.values():
            for uri in uris:
                kind = self._kinds.get(uri) or kind_of(uri_to_path(uri) or uri) or FileKind.REQUIREMENTS
                document = documents.get(uri) or self._document(uri, kind)
                if document is not None:
                    documents[uri] = document
        documents.update(self._open)
        self._follow_includes(documents)
        files: dict[str, FileFacts] = {}
        for path in self._paths_in_settings(documents.values()):
            if path not in files:
                files[path] = self._describe(path)
        if self._candidates is None:
            self._candidates = ca_candidates(self._disk, self.environment)
        return Snapshot(
            environment=self.environment,
            documents=documents,
            configuration=configuration,
            files=files,
            today=self._now(),
            ca_candidates=self._candidates,
            deployed=frozenset(uri for uri in documents if self._is_deployed(uri)),
            trusted_workspace=self.trusted,
            handshakes=self._handshakes,
        )

    def _configuration(self) -> Iterator[ConfigFile]:
        for location in configuration_files(self.environment, lambda path: self._disk.entry(path).kind):
            uri = path_to_uri(location.path)
            yield ConfigFile(location.level, location.path, uri, self._document(uri, FileKind.PIP_CONF))

    def _document(self, uri: str, kind: FileKind) -> Document | None:
        return self._open[uri] if uri in self._open else self._from_disk(uri, kind)

    def _from_disk(self, uri: str, kind: FileKind) -> Document | None:
        if uri not in self._read:
            self._read[uri] = self._read_document(uri, kind)
        return self._read[uri]

    def _read_document(self, uri: str, kind: FileKind) -> Document | None:
        path = uri_to_path(uri)
        if path is None or self._disk.entry(path).kind is not EntryKind.FILE:
            return None
        try:
            content = self._disk.read(path, LARGEST_FILE)
        except OSError:
            return None
        return self.reader.read_bytes(uri, kind, content)

    def _follow_includes(self, documents: dict[str, Document]) -> None:
        pending = [d for d in documents.values() if isinstance(d.structure, RequirementsFile)]
        followed = 0
        while pending and followed < _MOST_INCLUDES:
            document = pending.pop()
            assert isinstance(document.structure, RequirementsFile)
            for include in document.structure.includes:
                path = include.target(document.uri)
                uri = None if path is None else path_to_uri(path)
                if uri is None or uri in documents:
                    continue
                followed += 1
                included = self._document(uri, include.kind)
                if included is not None:
                    documents[uri] = included
                    pending.append(included)

    def _paths_in_settings(self, documents: Iterable[Document]) -> Iterator[str]:
        for document in documents:
            for setting in document.settings:
                if setting.key in CERTIFICATE_OPTIONS and setting.value:
                    folder = (uri_to_path(document.uri) or "").rpartition("/")[0] or self.environment.cwd
                    yield from paths_to_look_at(setting.value, folder, self.environment)
                    yield from self._own_bundle()
            if isinstance(document.structure, RequirementsFile):
                for include in document.structure.includes:
                    path = include.target(document.uri)
                    if path is not None:
                        yield path
        for name in _VARIABLES_WITH_PATHS:
            value = self.environment.variables.get(name)
            if value:
                yield absolute_path(value, self.environment, expand_home=name.startswith("PIP_"))

    def _own_bundle(self) -> Iterator[str]:
        """The bundle that pip brings along; it tells public authorities from private ones."""
        interpreter = self.environment.interpreter
        if interpreter is not None and interpreter.certifi_where:
            yield interpreter.certifi_where

    def _describe(self, path: str) -> FileFacts:
        if path not in self._facts:
            self._facts[path] = describe(self._disk, path, read_certificates=kind_of(path) is None)
        return self._facts[path]

    def _is_deployed(self, uri: str) -> bool:
        if uri not in self._deployed:
            self._deployed[uri] = self._goes_into_an_image(uri)
        return self._deployed[uri]

    def _goes_into_an_image(self, uri: str) -> bool:
        path = uri_to_path(uri)
        if path is None:
            return False
        if is_deployment_path(path):
            return True
        folder = path.rpartition("/")[0]
        return any(
            self._disk.entry(f"{folder}/{name}").kind is EntryKind.FILE
            for name in ("Dockerfile", "Containerfile")
        )


def _says_the_same(old: Document, new: Document) -> bool:
    """Whether other documents cannot tell the two apart.

    Rules look at other documents only through their settings, their includes and whether they stop pip.
    """
    if len(old.settings) != len(new.settings) or len(old.problems) != len(new.problems):
        return False
    if old.kind is not new.kind or (old.encoding is None) != (new.encoding is None):
        return False
    for a, b in zip(old.settings, new.settings):
        if a is not b and (a.value, a.key, a.section, a.ignored) != (b.value, b.key, b.section, b.ignored):
            return False
    if any(a is not b and a.code != b.code for a, b in zip(old.problems, new.problems)):
        return False
    return _included(old) == _included(new)


def _included(document: Document) -> list[tuple[str, FileKind]]:
    if not isinstance(document.structure, RequirementsFile):
        return []
    return [(include.written, include.kind) for include in document.structure.includes]
