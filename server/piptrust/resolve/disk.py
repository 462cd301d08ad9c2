"""The few questions that piptrust asks a file system, so that tests can answer them from memory."""

from __future__ import annotations

import enum
import os
import stat as stat_module
from pathlib import Path
from typing import Protocol

from piptrust.text.records import dataclass


class EntryKind(enum.Enum):
    """What stands at a path, links followed."""

    FILE = "file"
    DIRECTORY = "directory"
    SPECIAL = "special"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Entry:
    """``stamp`` changes whenever the content may have changed."""

    kind: EntryKind
    size: int = 0
    stamp: tuple[int, ...] = ()


class Disk(Protocol):
    """A file system. Nothing here raises but :meth:`read` and :meth:`names`, and those only OSError."""

    def entry(self, path: str) -> Entry:
        """What stands at ``path``."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` bytes of a regular file."""
        ...

    def names(self, path: str) -> list[str]:
        """The names in a directory, sorted."""
        ...


class OsDisk:
    """The real file system. There is only one, so that what was read of it may be kept under its name."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OsDisk)

    def __hash__(self) -> int:
        return hash(OsDisk)

    def entry(self, path: str) -> Entry:
        try:
            status = os.stat(path)  # noqa: PTH116 - a plain string is twice as fast, and this is asked often.
        except PermissionError:
            return Entry(EntryKind.FORBIDDEN)
        except (OSError, ValueError):
            return Entry(EntryKind.MISSING)
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if stat_module.S_ISREG(status.st_mode):
            return Entry(EntryKind.FILE, status.st_size, stamp)
        if stat_module.S_ISDIR(status.st_mode):
            return Entry(EntryKind.DIRECTORY, 0, stamp)
        return Entry(EntryKind.SPECIAL, 0, stamp)

    def read(self, path: str, limit: int) -> bytes:
        # Opening a FIFO or a device blocks or has effects, so callers ask for the entry first; O_NONBLOCK
        # covers the moment in between.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat_module.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise OSError(f"not a regular file: {path}")
            return stream.read(limit)

    def names(self, path: str) -> list[str]:
        return sorted(entry.name for entry in Path(path).iterdir())
