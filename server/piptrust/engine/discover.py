"""Which files of a folder piptrust reads."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.parse.kind import kind_of
from piptrust.resolve.disk import Disk, EntryKind

_SKIPPED_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        "site-packages",
        ".eggs",
    }
)
_MOST_FOLDERS = 20_000


def discover(disk: Disk, folder: str) -> Iterator[str]:
    """Paths of the files below ``folder`` whose names say that pip reads them, sorted within each folder."""
    for found in discover_by_folder(disk, folder):
        yield from found


def discover_by_folder(disk: Disk, folder: str) -> Iterator[list[str]]:
    """The same, as one list (often empty) for each folder visited, so that a server can pause in between.

    Folders that hold other people's code (virtual environments, version control, packages) are skipped, and
    so is everything past the first 20,000 folders, so that a server started in ``/`` stays usable.
    """
    pending = [folder]
    seen = 0
    while pending and seen < _MOST_FOLDERS:
        current = pending.pop()
        seen += 1
        try:
            names = disk.names(current)
        except OSError:
            continue
        if "pyvenv.cfg" in names and current != folder:
            continue
        found: list[str] = []
        folders: list[str] = []
        for name in names:
            path = f"{current.rstrip('/')}/{name}"
            if kind_of(path) is not None and disk.entry(path).kind is EntryKind.FILE:
                found.append(path)
            elif (
                "." not in name[1:]
                and name not in _SKIPPED_FOLDERS
                and disk.entry(path).kind is EntryKind.DIRECTORY
            ):
                folders.append(path)
        yield found
        pending.extend(reversed(folders))
