"""Which processes live for one profile: the editor's own, and what its extensions started."""

from __future__ import annotations

import contextlib
from pathlib import Path


def processes_naming(text: str) -> dict[int, str]:
    """Command lines, by process id, of the processes whose command line holds a text."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            command = " ".join(words).strip()
            if text in command:
                found[int(entry.name)] = command
    return found
