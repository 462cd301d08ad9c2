"""A file system on which nothing is written yet: what would be there after some changes."""

from __future__ import annotations

import hashlib

from piptrust.resolve.disk import Disk, Entry, EntryKind


class OverlayDisk:
    """Files that are written here stand over those of another file system, which is never touched.

    Attributes:
        written: the new bytes, by path.
        replaced: for each path written, the SHA-256 digest (lower-case hex) of the bytes that the first
            writing replaced; None where nothing was there.
    """

    def __init__(self, base: Disk) -> None:
        self._base = base
        self.written: dict[str, bytes] = {}
        self.replaced: dict[str, str | None] = {}

    def write(self, path: str, content: bytes, replaced: str | None) -> None:
        """Puts ``content`` at ``path``, made in view of bytes with the digest ``replaced``."""
        self.written[path] = content
        self.replaced.setdefault(path, replaced)

    def drop(self, path: str) -> None:
        """The other file system counts again."""
        self.written.pop(path, None)
        self.replaced.pop(path, None)

    def entry(self, path: str) -> Entry:
        content = self.written.get(path)
        if content is None:
            return self._base.entry(path)
        digest = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
        return Entry(EntryKind.FILE, len(content), (digest,))

    def read(self, path: str, limit: int) -> bytes:
        content = self.written.get(path)
        return self._base.read(path, limit) if content is None else content[:limit]

    def names(self, path: str) -> list[str]:
        folder = path.rstrip("/") + "/"
        here = {name[len(folder) :] for name in self.written if name.startswith(folder)}
        names = self._base.names(path)
        return sorted({*names, *(name for name in here if "/" not in name)}) if here else names
