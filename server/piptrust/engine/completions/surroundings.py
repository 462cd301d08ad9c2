"""What completions know beside the snapshot: folders and installed projects, looked at by somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from piptrust.text.records import dataclass

_SEPARATORS = re.compile(r"[-_.]+")


@dataclass(frozen=True)
class FolderEntry:
    """One name in a folder."""

    name: str
    is_folder: bool


@dataclass(frozen=True)
class Listing:
    """The names in a folder, sorted; ``complete`` is False where it holds more than were read."""

    entries: tuple[FolderEntry, ...]
    complete: bool = True


@dataclass(frozen=True)
class Project:
    """One installed project: ``metadata`` is the folder (or, from old times, the file) that describes it."""

    name: str
    version: str
    metadata: str


class Surroundings(Protocol):
    """Answers at once. None means "not known yet": the asker can come again."""

    def listing(self, folder: str) -> Listing | None:
        """What stands in a folder; empty where it cannot be read."""
        ...

    def projects(self) -> Sequence[Project] | None:
        """What the target interpreter has installed; empty where there is no interpreter."""
        ...

    def extras(self, project: Project) -> Sequence[str] | None:
        """The extras that an installed project offers."""
        ...


@lru_cache(maxsize=32_768)
def canonical_name(name: str) -> str:
    """A project's name as names are compared (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()
