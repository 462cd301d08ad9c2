"""The configuration files that pip reads, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Level
from piptrust.resolve.environment import Environment


@dataclass(frozen=True)
class Location:
    """One place where pip looks."""

    level: Level
    path: str


def configuration_files(environment: Environment, kind_at: Callable[[str], EntryKind]) -> tuple[Location, ...]:
    """The files that pip would try to read, lowest first (pip 26.3, ``configuration.py``)."""
    raise NotImplementedError
