"""Facts on a path that a setting names."""

from __future__ import annotations

import re

from piptrust.engine.snapshot import FileFacts
from piptrust.locale import tr
from piptrust.resolve.disk import Disk, EntryKind

# The largest public bundle is under 300 kB; a hundred times that is no CA bundle but somebody's disk image.
LARGEST_BUNDLE = 32 * 1024 * 1024
_MOST_NAMES_COMPARED = 2_000
_HASHED_NAME = re.compile(r"[0-9a-f]{8}\.\d+$")


def describe(disk: Disk, path: str, *, read_certificates: bool) -> FileFacts:
    """What stands at ``path``; its certificates too, where asked for. Never raises."""
    entry = disk.entry(path)
    try:
        if entry.kind is EntryKind.DIRECTORY:
            names = disk.names(path)
            hashed = sum(1 for name in names if _HASHED_NAME.match(name))
            return FileFacts(path, entry.kind, hashed_names=hashed, entries=len(names))
        if entry.kind is EntryKind.FILE and read_certificates:
            if entry.size > LARGEST_BUNDLE:
                return FileFacts(
                    path, entry.kind, error=tr("larger than {number} MiB", number=LARGEST_BUNDLE // 2**20)
                )
            return FileFacts(path, entry.kind, disk.read(path, LARGEST_BUNDLE))
        if entry.kind is EntryKind.MISSING and read_certificates:
            return FileFacts(path, entry.kind, alternatives=_alternatives(disk, path))
    except PermissionError as error:
        return FileFacts(path, EntryKind.FORBIDDEN, error=error.strerror or str(error))
    except OSError as error:
        return FileFacts(path, entry.kind, error=error.strerror or str(error))
    return FileFacts(path, entry.kind)


def _alternatives(disk: Disk, path: str) -> tuple[str, ...]:
    """The files beside the missing one that may have been meant: another ending or case, or a like name."""
    # Imported when a path is missing: every start of ``check`` would pay for it.
    from difflib import get_close_matches

    cut = max(path.rfind("/"), path.rfind("\\")) + 1
    folder, name = path[:cut], path[cut:]
    if disk.entry(folder).kind is not EntryKind.DIRECTORY:
        return ()
    names = [n for n in disk.names(folder)[:_MOST_NAMES_COMPARED] if not n.endswith(".key")]
    stem = name.rpartition(".")[0].lower() or name.lower()
    same_stem = [n for n in names if (n.rpartition(".")[0].lower() or n.lower()) == stem]
    likely = dict.fromkeys([*same_stem, *get_close_matches(name, names, n=3, cutoff=0.75)])
    return tuple(folder + n for n in likely if disk.entry(folder + n).kind is EntryKind.FILE)[:3]
