"""What the value of ``cert`` or ``client-cert`` is as a path, and what its writer seems to have meant.

pip expands ``~`` and takes everything else literally: quotes, variables, comments (pip 26.3,
``cli/cmdoptions.py:cert``, type path; ``configuration.py`` reads without interpolation).
"""

from __future__ import annotations

import enum
import ntpath
import posixpath
import re
from collections.abc import Iterator

from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path, is_absolute
from piptrust.resolve.quirks import HOME_IN_PATHS, holds
from piptrust.text.records import dataclass

_COMMENT = re.compile(r"\s+(?P<comment>[#;].*)$")
_VARIABLE = re.compile(
    r"\$(?P<plain>[A-Za-z_]\w*)|\$\{(?P<braced>\w+)\}|%(?P<windows>[A-Za-z_]\w*(?:\(x86\))?)%"
)
_HOME_VARIABLE = re.compile(r"^(?:\$HOME|\$\{HOME\}|%USERPROFILE%|%HOME%)(?=[/\\]|$)", re.IGNORECASE)
_OTHER_PLATFORMS = re.compile(r"[A-Za-z]:[\\/]|\\\\|/")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class PathFault(enum.Enum):
    """What keeps a value from being the path that was meant."""

    COMMENT = "comment"
    QUOTED = "quoted"
    UNEXPANDED = "unexpanded"
    RELATIVE = "relative"


@dataclass(frozen=True)
class PathReading:
    """One value as a path.

    Attributes:
        fault: the fault that has to be mended first, or None.
        meant: the value without that fault; the value itself where nothing better is known.
        offset: where in the value a comment starts; 0 otherwise.
    """

    fault: PathFault | None
    meant: str
    offset: int = 0


def path_opened(value: str, environment: Environment) -> str:
    """The absolute path that pip would open for the value of its own option."""
    return absolute_path(value, environment, expand_home=holds(HOME_IN_PATHS, environment))


def read_path(value: str, environment: Environment) -> PathReading:
    """The value's most telling fault. A fault is one of form: whether the path exists is not looked at."""
    comment = _COMMENT.search(value)
    if comment is not None and "\n" not in value:
        return PathReading(PathFault.COMMENT, value[: comment.start()], comment.start("comment"))
    if value[:1] in {'"', "'"}:
        return PathReading(PathFault.QUOTED, value.strip("\"'"))
    if _VARIABLE.search(value) or (value.startswith("~") and not holds(HOME_IN_PATHS, environment)):
        return PathReading(PathFault.UNEXPANDED, expanded(value, environment) or value)
    if _is_relative(value, environment):
        return PathReading(PathFault.RELATIVE, value)
    return PathReading(None, value)


def expanded(value: str, environment: Environment) -> str | None:
    """The value with its variables and its ``~`` replaced, or None where a variable is not set here."""
    if value == "~" or value.startswith(("~/", "~\\")):
        return environment.home + value[1:]
    unknown: list[str] = []

    def replacement(match: re.Match[str]) -> str:
        name = match.group("plain") or match.group("braced") or match.group("windows")
        found = _variable(name, environment)
        if not found:
            unknown.append(name)
        return found or match.group()

    result = _VARIABLE.sub(replacement, value)
    return None if unknown or result == value else result


def with_tilde(value: str, environment: Environment) -> str | None:
    """The value with its leading home variable written as ``~``, which pip expands, or None."""
    if not holds(HOME_IN_PATHS, environment):
        return None
    result = _HOME_VARIABLE.sub("~", value, count=1)
    return None if result == value or _VARIABLE.search(result) else result


def is_url(value: str) -> bool:
    return _URL.match(value) is not None


def names_unknown_home(value: str) -> bool:
    """Whether the path starts at the home of a user by name, which only that machine knows."""
    return re.match(r"~[^/\\]", value) is not None


def beside(value: str, folder: str, environment: Environment) -> str:
    """The path that a relative value would name if it started at ``folder``."""
    module = ntpath if environment.platform == "win32" else posixpath
    return module.normpath(module.join(folder, value))


def paths_to_look_at(value: str, folder: str, environment: Environment) -> Iterator[str]:
    """Every path that matters for judging ``value``: where pip looks, and where it was meant to look.

    ``folder`` is that of the file that holds the setting.
    """
    yield path_opened(value, environment)
    reading = read_path(value, environment)
    if reading.fault is PathFault.RELATIVE:
        yield beside(value, folder, environment)
    elif reading.fault is not None:
        yield absolute_path(reading.meant, environment)


def _variable(name: str, environment: Environment) -> str:
    if environment.platform == "win32":
        name = name.upper()
    value = environment.variables.get(name, "")
    if not value and name in {"HOME", "USERPROFILE"}:
        return environment.home
    return value


def _is_relative(value: str, environment: Environment) -> bool:
    if not value or value.startswith("~") or is_absolute(value, environment) or is_url(value):
        return False
    # A path of another platform is no relative one; it names a file of another machine.
    return _OTHER_PLATFORMS.match(value) is None
