"""What is in effect, who set it, and what it beat.

The order is pip's own: all files' ``[global]``, then all files' ``[<command>]``, then ``PIP_*`` variables; in
one section the higher file wins (pip 26.3, ``cli/parser.py:_get_ordered_configuration_items`` and
``configuration.py:OVERRIDE_ORDER``).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piptrust.parse.document import Document, Setting


class Level(enum.IntEnum):
    """Kinds of configuration, lowest first, as pip's ``OVERRIDE_ORDER`` names them."""

    DEFAULT = 0
    GLOBAL = 1
    USER = 2
    SITE = 3
    ENV = 4
    ENV_VAR = 5
    REQUIREMENTS = 6

    @property
    def word(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class ConfigFile:
    """One configuration file that pip reads: its level, its path, and what it holds (None: not there)."""

    level: Level
    path: str
    uri: str
    document: Document | None = None


@dataclass(frozen=True)
class Origin:
    """Who set a value.

    Attributes:
        level: the kind of place.
        name: what to call it: a file's path, a variable's name, or "pip's default".
        uri: the file's URI, or None.
        section: the section in that file, or None.
        setting: the setting in that file, or None.
    """

    level: Level
    name: str
    uri: str | None = None
    section: str | None = None
    setting: Setting | None = None


@dataclass(frozen=True)
class Assignment:
    """One attempt to set an option."""

    key: str
    value: str
    origin: Origin


@dataclass(frozen=True)
class Effective:
    """The assignment that wins, and those it beat, strongest first."""

    key: str
    value: str
    origin: Origin
    overridden: tuple[Assignment, ...] = ()


def split_key(name: str) -> str:
    """An option name as pip's loader normalises it (``configuration.py:_normalize_name``)."""
    name = name.lower().replace("_", "-")
    return name[2:] if name.startswith("--") else name


def assignments(
    configuration: Sequence[ConfigFile], variables: Mapping[str, str], command: str
) -> list[Assignment]:
    """Every attempt to set an option for ``command``, weakest first, empty values included."""
    result: list[Assignment] = []
    for section in ("global", command):
        for file in sorted(configuration, key=lambda f: f.level):
            if file.document is None:
                continue
            for setting in file.document.settings:
                if setting.section == section and setting.ignored is None:
                    origin = Origin(file.level, file.path, file.uri, section, setting)
                    result.append(Assignment(setting.key, setting.value, origin))
    for name, value in variables.items():
        if name.startswith("PIP_") and name not in _IGNORED_VARIABLES:
            key = split_key(name[len("PIP_") :])
            result.append(Assignment(key, value, Origin(Level.ENV_VAR, name)))
    return result


# pip reads its own version and help text from nowhere else (configuration.py:ENV_NAMES_IGNORED), and the
# configuration file's name is no option.
_IGNORED_VARIABLES = frozenset({"PIP_VERSION", "PIP_HELP", "PIP_CONFIG_FILE"})


def effective(
    configuration: Sequence[ConfigFile], variables: Mapping[str, str], command: str = "install"
) -> dict[str, Effective]:
    """The winning assignment of every option that is set for ``command``, by option name.

    An empty value counts as not set (pip 26.3, ``cli/parser.py:_update_defaults``).
    """
    by_key: dict[str, list[Assignment]] = {}
    for assignment in assignments(configuration, variables, command):
        by_key.setdefault(assignment.key, []).append(assignment)
    result: dict[str, Effective] = {}
    for key, attempts in by_key.items():
        standing = [a for a in attempts if a.value]
        if not standing:
            continue
        winner = standing[-1]
        beaten = tuple(a for a in reversed(attempts) if a is not winner)
        result[key] = Effective(key, winner.value, winner.origin, beaten)
    return result
