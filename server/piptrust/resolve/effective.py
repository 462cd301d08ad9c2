"""What is in effect, who set it, and what it beat.

The order is pip's own: all files' ``[global]``, then all files' ``[<command>]``, then ``PIP_*`` variables; in
one section the higher file wins (pip 26.3, ``cli/parser.py:_get_ordered_configuration_items`` and
``configuration.py:OVERRIDE_ORDER``). Lists replace each other, too: only the command line adds to them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence

from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf
from piptrust.parse.pip_version import PipVersion
from piptrust.resolve import quirks
from piptrust.text.records import dataclass


class Level(enum.IntEnum):
    """Kinds of configuration, lowest first, as pip's ``OVERRIDE_ORDER`` names them."""

    DEFAULT = 0
    GLOBAL = 1
    USER = 2
    SITE = 3
    ENV = 4
    ENV_VAR = 5
    REQUIREMENTS = 6
    COMMAND_LINE = 7

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


# Names that mean the same option, by the name that pip's help puts first. The option table has them, too (a
# test compares them), but is too big to load just to look a name up.
ALIASES = {
    "pypi-url": "index-url",
    "default-timeout": "timeout",
    "local-log": "log",
    "log-file": "log",
    "no-dependencies": "no-deps",
    "only-dependencies": "only-deps",
    "require-venv": "require-virtualenv",
    "destination-dir": "dest",
    "destination-directory": "dest",
    "source": "src",
    "source-dir": "src",
    "source-directory": "src",
    # In older releases only.
    "allow-insecure": "allow-unverified",
    "build-dir": "build",
    "build-directory": "build",
    "download-dir": "download",
    "download-directory": "download",
}


def split_key(name: str) -> str:
    """An option name as pip's loader normalises it (``configuration.py:_normalize_name``)."""
    name = name.lower().replace("_", "-")
    return name.removeprefix("--")


def assignments(
    configuration: Sequence[ConfigFile],
    variables: Mapping[str, str],
    command: str,
    pip: PipVersion | None = None,
) -> list[Assignment]:
    """Every attempt to set an option for ``command``, weakest first, empty values included.

    Keys are as written: an alias keeps its name. ``pip=None`` means a current one.
    """
    return [assignment for pool in _pools(configuration, variables, command, pip) for assignment in pool]


def effective(
    configuration: Sequence[ConfigFile],
    variables: Mapping[str, str],
    command: str = "install",
    pip: PipVersion | None = None,
) -> dict[str, Effective]:
    """The winning assignment of every option that is set for ``command``, by the option's main name.

    An empty value counts as not set, but within one section it first takes the place of a lower file's value
    (pip 26.3, ``cli/parser.py:_get_ordered_configuration_items``). Of two names of one option the one that
    pip meets last wins, and a name keeps the place at which it was met first, though not its value: so a
    lower file's alias can beat a higher file's main name.
    """
    attempts: dict[str, list[Assignment]] = {}
    winners: dict[str, Assignment] = {}
    for pool in _pools(configuration, variables, command, pip):
        for assignment in pool:
            attempts.setdefault(ALIASES.get(assignment.key, assignment.key), []).append(assignment)
        for assignment in _standing(pool, pip):
            winners[ALIASES.get(assignment.key, assignment.key)] = assignment
    result: dict[str, Effective] = {}
    for name, winner in winners.items():
        beaten = tuple(a for a in reversed(attempts[name]) if a is not winner)
        result[name] = Effective(name, winner.value, winner.origin, beaten)
    return result


def why_beaten(winner: Effective, loser: Assignment) -> str:
    """Why ``loser`` has no effect, as the end of a sentence: "… because variables beat files"."""
    if not loser.value:
        return tr("an empty value counts as not set")
    if winner.origin.level is not loser.origin.level and Level.ENV_VAR in {
        winner.origin.level,
        loser.origin.level,
    }:
        return tr("variables beat files")
    if winner.origin.section != loser.origin.section:
        return tr(
            "[{stronger}] beats [{weaker}], whatever the files",
            stronger=winner.origin.section,
            weaker=loser.origin.section,
        )
    if winner.origin.level is not loser.origin.level:
        return tr(
            "the {later} file is read after the {earlier} file",
            later=winner.origin.level.word,
            earlier=loser.origin.level.word,
        )
    if winner.origin.name != loser.origin.name:
        return tr("it is read later")
    return tr("the later entry wins")


def _pools(
    configuration: Sequence[ConfigFile], variables: Mapping[str, str], command: str, pip: PipVersion | None
) -> list[list[Assignment]]:
    """The attempts of each group that pip merges by itself, weakest first."""
    files = _in_order(configuration, pip)
    pools = [
        [assignment for file in files for assignment in _in_section(file, section)]
        for section in ("global", command)
    ]
    pools.append(list(_in_variables(variables, pip)))
    if quirks.SECTIONS_ARE_MERGED_FIRST.holds(pip):
        return [[assignment for pool in pools for assignment in pool]]
    return pools


def _standing(pool: Sequence[Assignment], pip: PipVersion | None) -> Iterable[Assignment]:
    """What is left of one group, in the order in which pip applies it."""
    if quirks.EMPTY_VALUES_ARE_SKIPPED.holds(pip):
        return [assignment for assignment in pool if assignment.value]
    by_key: dict[str, Assignment] = {}
    for assignment in pool:
        by_key[assignment.key] = assignment
    return [assignment for assignment in by_key.values() if assignment.value]


def _in_order(configuration: Sequence[ConfigFile], pip: PipVersion | None) -> list[ConfigFile]:
    """The files, weakest first. A file that stands in two places counts once since pip keys them by name."""
    files = sorted(configuration, key=lambda file: file.level)
    if quirks.SITE_FILE_BEATS_ENV_FILE.holds(pip):
        files.sort(key=lambda file: file.level is Level.SITE)
    if not quirks.FILES_ARE_KEYED_BY_NAME.holds(pip):
        return files
    by_path: dict[str, ConfigFile] = {}
    for file in files:
        by_path.setdefault(file.path, file)
    return list(by_path.values())


def _in_section(file: ConfigFile, section: str) -> Iterable[Assignment]:
    if file.document is None or not isinstance(file.document.structure, PipConf):
        return
    for setting in file.document.structure.settings_in(section):
        origin = Origin(file.level, file.path, file.uri, setting.section, setting)
        yield Assignment(setting.key, setting.value, origin)


def _in_variables(variables: Mapping[str, str], pip: PipVersion | None) -> Iterable[Assignment]:
    any_case = quirks.VARIABLE_PREFIX_IN_ANY_CASE.holds(pip)
    for name, value in variables.items():
        if not (name.upper() if any_case else name).startswith("PIP_"):
            continue
        bare = name[len("PIP_") :].lower()
        if bare not in _IGNORED_VARIABLES:
            yield Assignment(split_key(bare), value, Origin(Level.ENV_VAR, name))


# configuration.py:ENV_NAMES_IGNORED, and the configuration file's name, which is no option.
_IGNORED_VARIABLES = frozenset({"version", "help", "config_file"})
