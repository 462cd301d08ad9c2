"""Files and folders that change their path."""

from __future__ import annotations

import ntpath
import posixpath
import re
from collections.abc import Sequence

from piptrust.text.records import dataclass
from piptrust.text.uri import path_to_uri, uri_to_path

_WINDOWS = re.compile(r"[A-Za-z]:|[\\/]{2}")


@dataclass(frozen=True)
class Move:
    """One file or folder; both paths are absolute, in the spelling of our URIs."""

    old: str
    new: str


def moved(path: str, moves: Sequence[Move]) -> str:
    """Where ``path`` is afterwards: it may stand in a folder that moves. An absolute path, spelt as URIs spell it."""
    here = spelt(path)
    for move in moves:
        if _same(here, move.old):
            return move.new
        if _same(here[: len(move.old) + 1], move.old.rstrip("/") + "/"):
            return move.new + here[len(move.old) :]
    return here


def spelt(path: str) -> str:
    """An absolute path as our URIs spell it: Windows paths with slashes and a small drive letter."""
    return uri_to_path(path_to_uri(path)) or path


def as_written_before(written: str, new: str, start: str) -> str:
    """``new`` in the form of ``written``: absolute, or relative to the folder ``start``.

    A leading ``./`` is kept, and so are backslashes on Windows.
    """
    windows = _WINDOWS.match(new) is not None
    separator = "\\" if windows and "\\" in written and "/" not in written else "/"
    if _is_absolute(written):
        return new.replace("/", separator)
    module = ntpath if windows else posixpath
    if windows and ntpath.splitdrive(new)[0].lower() != ntpath.splitdrive(start)[0].lower():
        # There is no relative path to another drive.
        return new.replace("/", separator)
    relative = module.relpath(new, start).replace("\\", "/") if windows else module.relpath(new, start)
    if written.startswith(("./", ".\\")) and not relative.startswith("."):
        relative = f"./{relative}"
    return relative.replace("/", separator)


def _is_absolute(written: str) -> bool:
    return written.startswith(("/", "\\")) or _WINDOWS.match(written) is not None


def _same(left: str, right: str) -> bool:
    """Windows does not care for case."""
    if _WINDOWS.match(left) or _WINDOWS.match(right):
        return left.lower() == right.lower()
    return left == right
