"""The configuration files that pip reads, in its order.

pip asks its vendored appdirs or platformdirs, which read ``os.environ``, ``sys.platform`` and the disk of the
process they run in. The question here is about another process: the user's pip, of another version, perhaps
simulated on another platform. So their answers are written down as a table instead of called.
"""

from __future__ import annotations

import ntpath
import posixpath
import re
from typing import Callable

from piptrust.resolve import quirks
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Level
from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Location:
    """One place where pip looks."""

    level: Level
    path: str


def configuration_files(
    environment: Environment, kind_at: Callable[[str], EntryKind]
) -> tuple[Location, ...]:
    """The files that pip would try to read, lowest first, absolute (pip 26.3, ``configuration.py``).

    ``PIP_CONFIG_FILE`` decides what else is read (``iter_config_files`` and ``_load_config_files``): the null
    device, exactly so spelled, switches every file off; an existing path hides the user's files; a missing
    or empty one changes nothing. A directory exists, so it hides the user's files, too, and sets nothing.
    """
    named = environment.variables.get("PIP_CONFIG_FILE")
    if named == ("nul" if environment.platform == "win32" else "/dev/null"):
        return ()

    def exists(path: str) -> bool:
        # os.path.exists is false where the parent may not be searched.
        return kind_at(_absolute(path, environment)) not in {EntryKind.MISSING, EntryKind.FORBIDDEN}

    found = [Location(Level.GLOBAL, path) for path in _global_files(environment)]
    if not (named and exists(named)):
        found.extend(Location(Level.USER, path) for path in _user_files(environment, kind_at))
    found.extend(Location(Level.SITE, path) for path in _site_files(environment))
    if named:
        found.append(Location(Level.ENV, named))
    return tuple(Location(place.level, _absolute(place.path, environment)) for place in found)


def _global_files(environment: Environment) -> list[str]:
    if environment.platform == "win32":
        return [ntpath.join(_windows_folder("COMMON_APPDATA", environment), "pip", "pip.ini")]
    if environment.platform == "darwin":
        return [f"{folder}/pip/pip.conf" for folder in _mac_site_folders(environment)]
    folders = _xdg_config_dirs(environment)
    return [posixpath.join(folder, "pip", "pip.conf") for folder in folders] + ["/etc/pip.conf"]


def _user_files(environment: Environment, kind_at: Callable[[str], EntryKind]) -> list[str]:
    if environment.platform == "win32":
        legacy = ntpath.join(_home(environment), "pip", "pip.ini")
        return [legacy, ntpath.join(_windows_folder("APPDATA", environment), "pip", "pip.ini")]
    home = _home(environment)
    if environment.platform == "darwin":
        newer = _mac_user_folder(environment, kind_at)
    else:
        newer = posixpath.join(_xdg_config_home(environment), "pip")
    return [posixpath.join(home, ".pip", "pip.conf"), f"{newer}/pip.conf"]


def _site_files(environment: Environment) -> list[str]:
    interpreter = environment.interpreter
    if interpreter is None:
        return []
    if holds(quirks.SITE_FILE_ONLY_IN_ENVIRONMENTS, environment) and not interpreter.in_virtual_environment:
        return []
    prefixes = [interpreter.prefix]
    if holds(quirks.BASE_PREFIX_IS_READ, environment):
        prefixes.insert(0, interpreter.base_prefix)
    if environment.platform == "win32":
        return [ntpath.join(prefix, "pip.ini") for prefix in prefixes]
    return [posixpath.join(prefix, "pip.conf") for prefix in prefixes]


def _xdg_config_dirs(environment: Environment) -> list[str]:
    """Read as written, so the last one wins: the reverse of what the XDG specification says."""
    value = environment.variables.get("XDG_CONFIG_DIRS", "")
    if not value.strip():
        return ["/etc/xdg"]
    folders = value.split(":")
    if holds(quirks.XDG_NEEDS_ABSOLUTE_PATHS, environment):
        return _absolute_ones(folders) or ["/etc/xdg"]
    if not holds(quirks.XDG_DIRS_KEEPS_EMPTY_PARTS, environment):
        folders = [folder for folder in folders if folder.strip()]
    if holds(quirks.XDG_DIRS_EXPANDS_HOME, environment):
        folders = [_expanded(folder, environment) for folder in folders]
    return folders


def _xdg_config_home(environment: Environment) -> str:
    value = environment.variables.get("XDG_CONFIG_HOME")
    if value is not None:
        if holds(quirks.XDG_IS_TAKEN_EMPTY, environment):
            return value
        if holds(quirks.XDG_IS_STRIPPED, environment):
            value = value.strip()
        if holds(quirks.XDG_NEEDS_ABSOLUTE_PATHS, environment) and not posixpath.isabs(value):
            value = ""
        if value.strip():
            return value
    home = _home(environment)
    if environment.variables.get("HOME") == "" and holds(quirks.EMPTY_HOME_IS_NONE, environment):
        home = environment.home
    return posixpath.join(home, ".config")


def _mac_site_folders(environment: Environment) -> list[str]:
    shared = "/Library/Application Support"
    folders = environment.variables.get("XDG_DATA_DIRS", "").split(":")
    if holds(quirks.XDG_NEEDS_ABSOLUTE_PATHS, environment):
        folders = _absolute_ones(folders)
    folders = [folder for folder in folders if folder.strip()]
    if folders and holds(quirks.XDG_COUNTS_ON_MACOS, environment):
        return folders
    brew = _homebrew_prefix(environment)
    if brew is None:
        return [shared]
    if holds(quirks.HOMEBREW_PATHS_ARE_GLUED, environment):
        return [f"{brew}/share/pip:{shared}"]
    return [f"{brew}/share", shared]


# platformdirs 4.12, macos.py:_HOMEBREW_PYTHON: a virtual environment keeps it as sys.base_prefix.
_HOMEBREW = re.compile(r"(?P<brew>.+)/opt/python[^/]*/Frameworks/Python\.framework/Versions/[^/]+")


def _homebrew_prefix(environment: Environment) -> str | None:
    interpreter = environment.interpreter
    if interpreter is None:
        return None
    if holds(quirks.HOMEBREW_BY_BASE_PREFIX, environment):
        match = _HOMEBREW.fullmatch(interpreter.base_prefix)
        return None if match is None else match["brew"]
    if holds(quirks.HOMEBREW_BY_FORMULA, environment):
        brew, formula, _ = interpreter.prefix.partition("/opt/python")
        return brew if formula else None
    if holds(quirks.HOMEBREW_BY_FOLDER, environment) and interpreter.prefix.startswith("/opt/homebrew"):
        return "/opt/homebrew"
    return None


def _mac_user_folder(environment: Environment, kind_at: Callable[[str], EntryKind]) -> str:
    """The directory decides (``appdirs.py:_macos_user_config_dir``): the Mac way if it is there."""
    support = posixpath.join(_home(environment), "Library/Application Support/pip")
    data = environment.variables.get("XDG_DATA_HOME", "").strip()
    if holds(quirks.XDG_NEEDS_ABSOLUTE_PATHS, environment) and not posixpath.isabs(data):
        data = ""
    if data and holds(quirks.XDG_COUNTS_ON_MACOS, environment):
        support = f"{data}/pip"
    if kind_at(_absolute(support, environment)) is EntryKind.DIRECTORY:
        return support
    return posixpath.join(_home(environment), ".config/pip")


def _windows_folder(name: str, environment: Environment) -> str:
    """A known folder: pip asks the shell first, which usually agrees with the variable."""
    override = environment.variables.get(f"WIN_PD_OVERRIDE_{name}", "").strip()
    if holds(quirks.XDG_NEEDS_ABSOLUTE_PATHS, environment) and not _is_fully_qualified(override):
        override = ""
    if override and holds(quirks.WINDOWS_FOLDERS_CAN_BE_OVERRIDDEN, environment):
        return override
    if environment.interpreter is not None and environment.interpreter.known_folders.get(name):
        return environment.interpreter.known_folders[name]
    if name == "APPDATA":
        return environment.variables.get("APPDATA") or ntpath.join(environment.home, "AppData", "Roaming")
    return (
        environment.variables.get("PROGRAMDATA")
        or environment.variables.get("ALLUSERSPROFILE")
        or r"C:\ProgramData"
    )


def _home(environment: Environment) -> str:
    """What ``os.path.expanduser("~")`` gives: ``/`` where HOME is set and empty."""
    if environment.platform == "win32":
        return environment.variables.get("USERPROFILE") or environment.home
    return environment.variables.get("HOME", environment.home).rstrip("/") or "/"


def _expanded(path: str, environment: Environment) -> str:
    return _home(environment) + path[1:] if path == "~" or path.startswith("~/") else path


def _absolute(path: str, environment: Environment) -> str:
    return absolute_path(path, environment, expand_home=False)


def _absolute_ones(folders: list[str]) -> list[str]:
    return [folder.strip() for folder in folders if posixpath.isabs(folder.strip())]


def _is_fully_qualified(path: str) -> bool:
    """With a drive or a share (platformdirs 4.12, ``windows.py:_is_fully_qualified``)."""
    drive, tail = ntpath.splitdrive(path)
    return drive.startswith(("\\", "/")) or (bool(drive) and tail.startswith(("\\", "/")))
