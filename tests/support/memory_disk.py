"""A file system in memory, for tests of what the engine makes of files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from piptrust.resolve.disk import Entry, EntryKind


class MemoryDisk:
    """Answers for the files given; folders exist where a file is below them.

    ``forbidden`` paths exist but cannot be read.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        forbidden: frozenset[str] = frozenset(),
        folders: tuple[str, ...] = (),
    ) -> None:
        self.files = dict(files)
        self.forbidden = forbidden
        self.folders = {f.rstrip("/") for f in folders}

    def entry(self, path: str) -> Entry:
        if path in self.files:
            content = self.files[path]
            digest = int.from_bytes(hashlib.sha256(content).digest()[:6], "big")
            return Entry(EntryKind.FILE, len(content), (digest,))
        if path.rstrip("/") in self.folders or any(f.startswith(path.rstrip("/") + "/") for f in self.files):
            return Entry(EntryKind.DIRECTORY)
        return Entry(EntryKind.MISSING)

    def read(self, path: str, limit: int) -> bytes:
        if path in self.forbidden:
            raise PermissionError(13, "Permission denied", path)
        if path not in self.files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return self.files[path][:limit]

    def names(self, path: str) -> list[str]:
        prefix = path.rstrip("/") + "/"
        return sorted({f[len(prefix) :].split("/")[0] for f in self.files if f.startswith(prefix)})
