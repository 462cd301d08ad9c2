"""Every option that pip takes from its configuration, release by release.

``options.json`` holds what pip's own parsers say (``make_options.py`` makes it). It is JSON, not a Python
literal: both load in about a millisecond, but a literal without a ``.pyc``, as after an installation into a
folder that cannot be written, takes thirteen.
"""

from __future__ import annotations

import enum
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional, Union

from piptrust.text.records import dataclass

Version = tuple[int, ...]
Default = Union[bool, int, float, str, None]
_Spans = list[tuple[int, Optional[int]]]

GLOBAL = "global"
_MAIN_PARSER = "(main)"
_REQUIREMENTS_PLACES = ("line", "requirement", "editable")
# Where one key means different things in different commands, the one that most people mean stands first.
_FIRST_COMMANDS = ("install", "download", "wheel", "list", "freeze")


class Conversion(enum.Enum):
    """What pip makes of a value in a file or variable (``cli/parser.py:_update_defaults``)."""

    BOOLEAN = "boolean"
    COUNT = "count"
    LIST = "list"
    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    CHOICE = "choice"
    PATH = "path"
    CALLBACK = "callback"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Option:
    """One option, as one release of pip has it in one or more commands.

    Attributes:
        keys: its long names without dashes, the usual one first; any of them works as a key.
        short: its short names, without the dash; no key.
        dest: the name pip keeps it under; no key either.
        action: as optparse names it: ``store``, ``store_true``, ``append``, ``callback``, ...
        type: as optparse names it, pip's own types (``path``, ``package_name``) included; None for flags.
        choices: the values it takes, or empty.
        default: pip's default where that is the same on every machine, else None.
        metavar: pip's name for the value, or None.
        commands: the commands that take it in this form.
        general: whether pip's main parser has it: then ``[global]`` sets it before any command starts, and a
            bad value there ends them all.
        requirements_file: where a requirements file takes it: ``line``, ``requirement``, ``editable``.
        since: the release that brought the key, or None where the oldest known release had it.
        since_by_command: the same for each command that takes it.
        removed: the release that took the key away, or None.
    """

    keys: tuple[str, ...]
    short: tuple[str, ...]
    dest: str
    action: str
    type: str | None
    choices: tuple[str, ...]
    default: Default
    metavar: str | None
    commands: tuple[str, ...]
    general: bool
    requirements_file: tuple[str, ...]
    since: str | None
    since_by_command: Mapping[str, str | None]
    removed: str | None

    @property
    def conversion(self) -> Conversion:
        if self.action in {"store_true", "store_false"}:
            return Conversion.BOOLEAN
        if self.action == "append":
            return Conversion.LIST
        if self.action in {"count", "callback"}:
            return Conversion(self.action)
        return _CONVERSION_BY_TYPE.get(self.type, Conversion.STRING)

    @property
    def inverted(self) -> bool:
        """Whether a yes leaves the option's effect off: the value itself is what pip stores."""
        return self.action == "store_false"

    @property
    def multi_value(self) -> bool:
        return self.conversion is Conversion.LIST


_CONVERSION_BY_TYPE = {
    None: Conversion.UNCHECKED,
    "int": Conversion.INTEGER,
    "float": Conversion.FLOAT,
    "choice": Conversion.CHOICE,
    "path": Conversion.PATH,
}


@dataclass(frozen=True)
class History:
    """When pip had a key: ``since`` None means before the oldest known release, ``until`` None means still.

    ``until`` is the first release without it. ``commands`` are all that ever took it.
    """

    key: str
    since: str | None
    until: str | None
    commands: tuple[str, ...]


def option_named(key: str, section: str = GLOBAL, pip_version: Version | None = None) -> Option | None:
    """The option that a key of a section sets, or None where pip ignores it.

    In ``[global]`` any command's option counts; where commands differ, the form of ``install`` comes first.
    None for the version means the newest known.
    """
    forms = forms_of(key, pip_version)
    if section == GLOBAL:
        return forms[0] if forms else None
    return next((form for form in forms if section in form.commands), None)


@lru_cache(maxsize=1024)
def forms_of(key: str, pip_version: Version | None = None) -> tuple[Option, ...]:
    """The forms in which a release has an option: several where commands differ, none where it is unknown."""
    number = _number(pip_version)
    forms = [_option(raw, number) for raw in _by_key().get(key, ()) if _exists(raw, number)]
    return tuple(sorted(forms, key=_importance))


def options_for(section: str, pip_version: Version | None = None) -> tuple[Option, ...]:
    """Every option that a section of a release can set, by key. ``[global]`` can set all of them."""
    number = _number(pip_version)
    found = [_option(raw, number) for raw in _table()["options"] if _exists(raw, number)]
    if section != GLOBAL:
        found = [option for option in found if section in option.commands]
    return tuple(sorted(found, key=lambda option: (option.keys, _importance(option))))


def requirements_file_options(place: str, pip_version: Version | None = None) -> tuple[Option, ...]:
    """Every option that a release takes in requirements files, by key.

    ``place`` is ``line`` (of its own), ``requirement`` or ``editable`` (on such a line).
    """
    number = _number(pip_version)
    places = [(raw, _places(raw).get(f"({place})", [])) for raw in _table()["options"]]
    found = [_option(raw, number) for raw, spans in places if _holds(spans, number)]
    return tuple(sorted(found, key=lambda option: option.keys))


def commands(pip_version: Version | None = None) -> tuple[str, ...]:
    """The names of a release's commands: its sections beside ``[global]``."""
    number = _number(pip_version)
    spans: Mapping[str, _Spans] = _table()["commands"]
    return tuple(sorted(name for name in spans if _holds(spans[name], number)))


def command_history(command: str) -> History | None:
    """When pip had a command, or None where no known release had it."""
    spans: _Spans | None = _table()["commands"].get(command)
    return None if spans is None else _history(command, spans, (command,))


def history_of(key: str) -> History | None:
    """When pip had a key, or None where no known release had it."""
    by_command = _spans_by_command(key)
    if not by_command:
        return None
    everywhere = [span for spans in by_command.values() for span in spans]
    return _history(key, everywhere, tuple(sorted(by_command)))


def removed_option(key: str) -> History | None:
    """The history of a key that the newest known release has no more; None for any other."""
    history = history_of(key)
    return None if history is None or history.until is None else history


def known_keys() -> tuple[str, ...]:
    """Every key that some known release took from its configuration, sorted."""
    return tuple(sorted(key for key in _by_key() if _spans_by_command(key)))


def versions() -> tuple[str, ...]:
    """The releases that the table knows, oldest first."""
    return tuple(_table()["versions"])


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return json.loads(Path(__file__).with_name("options.json").read_bytes())


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for raw in _table()["options"]:
        for key in raw["keys"]:
            found.setdefault(key, []).append(raw)
    return {key: tuple(raws) for key, raws in found.items()}


@lru_cache(maxsize=1)
def _version_tuples() -> tuple[Version, ...]:
    return tuple(tuple(map(int, version.split("."))) for version in versions())


def _number(version: Version | None) -> int:
    """The place of a release in the table, or of the last one before it."""
    known = _version_tuples()
    return len(known) - 1 if version is None else max(bisect_right(known, version) - 1, 0)


def _holds(spans: _Spans, number: int) -> bool:
    return any(start <= number and (end is None or number < end) for start, end in spans)


def _places(raw: Mapping[str, Any]) -> Mapping[str, _Spans]:
    return _table()["places"][raw["places"]]


def _commands_at(raw: Mapping[str, Any], number: int) -> Iterator[str]:
    for name, spans in _places(raw).items():
        if not name.startswith("(") and _holds(spans, number):
            yield name


def _exists(raw: Mapping[str, Any], number: int) -> bool:
    """Whether the configuration can set it; a requirements file alone is not enough."""
    main = _places(raw).get(_MAIN_PARSER, [])
    return _holds(main, number) or any(True for _ in _commands_at(raw, number))


@lru_cache(maxsize=256)
def _spans_by_command(key: str) -> Mapping[str, _Spans]:
    found: dict[str, _Spans] = {}
    for raw in _by_key().get(key, ()):
        for name, spans in _places(raw).items():
            if not name.startswith("(") or name == _MAIN_PARSER:
                found.setdefault(name, []).extend(spans)
    return found


def _history(key: str, spans: _Spans, names: tuple[str, ...]) -> History:
    known = versions()
    first = min((start for start, _ in spans), default=0)
    ends = [end for _, end in spans if end is not None]
    until = None if len(ends) < len(spans) or not ends else known[max(ends)]
    commands_only = tuple(name for name in names if not name.startswith("("))
    return History(key, known[first] if first else None, until, commands_only)


def _option(raw: Mapping[str, Any], number: int) -> Option:
    key: str = raw["keys"][0]
    places = _places(raw)
    here = tuple(_commands_at(raw, number))
    by_command = _spans_by_command(key)
    history = _history(key, [span for spans in by_command.values() for span in spans], ())
    return Option(
        keys=tuple(raw["keys"]),
        short=tuple(raw.get("short", ())),
        dest=raw["dest"],
        action=raw["action"],
        type=raw.get("type"),
        choices=tuple(raw.get("choices", ())),
        default=raw.get("default"),
        metavar=raw.get("metavar"),
        commands=here,
        general=_holds(places.get(_MAIN_PARSER, []), number),
        requirements_file=tuple(
            place for place in _REQUIREMENTS_PLACES if _holds(places.get(f"({place})", []), number)
        ),
        since=history.since,
        since_by_command={name: _history(key, by_command[name], ()).since for name in here},
        removed=history.until,
    )


def _importance(option: Option) -> tuple[bool, int]:
    places = [number for number, name in enumerate(_FIRST_COMMANDS) if name in option.commands]
    return not option.general, min(places, default=len(_FIRST_COMMANDS))
