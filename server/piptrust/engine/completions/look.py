"""Looks at folders, within bounds: entries are counted, and nothing but names is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from piptrust.engine.completions.surroundings import FolderEntry, Listing, Project, canonical_name

MOST_ENTRIES = 2_000
_MOST_PACKAGES = 10_000
_LARGEST_METADATA = 64 * 1024
# https://packaging.python.org/en/latest/specifications/recording-installed-packages, and what setuptools left
# behind before it.
_METADATA_FOLDER = re.compile(
    r"(?P<name>[^-]+)-(?P<version>[^-]+)(?:-py\d.*)?\.(?:dist|egg)-info", re.IGNORECASE
)


def list_folder(folder: str, most: int = MOST_ENTRIES) -> Listing:
    """The names in ``folder``; at most ``most`` are read. May block where the file system does. Never raises."""
    entries: list[FolderEntry] = []
    complete = True
    try:
        with os.scandir(folder) as found:
            for number, entry in enumerate(found):
                if number >= most:
                    complete = False
                    break
                entries.append(FolderEntry(entry.name, _is_folder(entry)))
    except (OSError, ValueError):
        return Listing(())
    return Listing(tuple(sorted(entries, key=lambda e: e.name)), complete)


def installed_projects(site_packages: Iterable[str]) -> tuple[Project, ...]:
    """The projects whose metadata stands in these folders, by name; of two of one name the first counts.

    Python takes the first on its path, too. May block where the file system does. Never raises.
    """
    projects: dict[str, Project] = {}
    for folder in site_packages:
        try:
            with os.scandir(folder) as found:
                names = sorted(e.name for e in islice(found, _MOST_PACKAGES) if e.name.endswith("-info"))
        except (OSError, ValueError):
            continue
        for name in names:
            match = _METADATA_FOLDER.fullmatch(name)
            if match is not None:
                # Folders have underscores for dashes; people write dashes.
                project = match["name"].replace("_", "-")
                known = Project(project, match["version"], f"{folder.rstrip('/')}/{name}")
                projects.setdefault(canonical_name(project), known)
    return tuple(projects[name] for name in sorted(projects))


def read_metadata(metadata: str) -> dict[str, list[str]]:
    """The header fields of an installed project, by lower-case name. Empty where they cannot be read."""
    from email.parser import HeaderParser

    for path in (f"{metadata}/METADATA", f"{metadata}/PKG-INFO", metadata):
        try:
            with Path(path).open(encoding="utf-8", errors="replace") as stream:
                headers = HeaderParser().parsestr(stream.read(_LARGEST_METADATA))
        except (OSError, ValueError):
            continue
        fields: dict[str, list[str]] = {}
        for name, value in headers.items():
            fields.setdefault(name.lower(), []).append(str(value))
        return fields
    return {}


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
