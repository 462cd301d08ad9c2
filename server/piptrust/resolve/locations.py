"""The configuration files that pip reads, in its order.

pip asks its vendored appdirs or platformdirs, which read ``os.environ``, ``sys.platform`` and the disk of the
process they run in. The question here is about another process: the user's pip, of another version, perhaps
simulated on another platform. So their answers are written down as a table instead of called.
"""

from __future__ import annotations

import ntpath
import posixpath
import re
from dataclasses import dataclass
from typing import Callable

from piptrust.parse.pip_version import PipVersion
from piptrust.resolve import quirks
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Level
from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.quirks import holds


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
    return [f"{folder}/pip/pip.conf" for folder in _xdg_config_dirs(environment)] + ["/etc/pip.conf"]


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
    prefixes = [interpreter.prefix]
    if holds(quirks.BASE_PREFIX_IS_READ, environment):
        prefixes.insert(0, interpreter.base_prefix)
    if environment.platform == "win32":
        return [ntpath.join(prefix, "pip.ini") for prefix in prefixes]
    return [posixpath.join(prefix, "pip.conf") for prefix in prefixes]


def _xdg_config_dirs(environment: Environment) -> list[str]:
    """Read as written, so the last one wins: the reverse of what the XDG specification says."""
    value = environment.variables.get("XDG_CONFIG_DIRS", "")
    pip = _version(environment)
    if pip >= (26, 3):
        # platformdirs 4.12 (_xdg.py:_xdg_dir_list): what is not absolute is no directory.
        folders = [part.strip() for part in value.split(":")]
        return [folder for folder in folders if posixpath.isabs(folder)] or ["/etc/xdg"]
    folders = [folder for folder in value.split(":") if folder.strip()] or ["/etc/xdg"]
    return [_expanded(folder, environment) for folder in folders]


def _xdg_config_home(environment: Environment) -> str:
    value = environment.variables.get("XDG_CONFIG_HOME", "")
    if _version(environment) >= (26, 3):
        # platformdirs 4.12, _xdg.py:_xdg_dir and _expand_user: an empty HOME is none; the account's counts.
        if posixpath.isabs(value.strip()):
            return value.strip()
        home = environment.home if environment.variables.get("HOME") == "" else _home(environment)
        return posixpath.join(home, ".config")
    if value.strip():
        return _expanded(value, environment)
    return posixpath.join(_home(environment), ".config")


# Homebrew links each Python as a framework, and a virtual environment keeps it as sys.base_prefix
# (platformdirs 4.12, macos.py:_HOMEBREW_PYTHON).
_HOMEBREW = re.compile(r"(?P<brew>.+)/(?:opt|Cellar)/python(?:@[^/]+)?/.*", re.DOTALL)


def _mac_site_folders(environment: Environment) -> list[str]:
    shared = "/Library/Application Support"
    pip = _version(environment)
    dirs = environment.variables.get("XDG_DATA_DIRS", "")
    if pip >= (26, 2):
        folders = [part for part in dirs.split(":") if part.strip()]
        if pip >= (26, 3):
            folders = [part.strip() for part in folders if posixpath.isabs(part.strip())]
        if folders:
            return folders
    brew = _homebrew_prefix(environment)
    return [shared] if brew is None else [f"{brew}/share", shared]


def _homebrew_prefix(environment: Environment) -> str | None:
    interpreter = environment.interpreter
    match = None if interpreter is None else _HOMEBREW.fullmatch(interpreter.base_prefix)
    return None if match is None else match["brew"]


def _mac_user_folder(environment: Environment, kind_at: Callable[[str], EntryKind]) -> str:
    """The directory decides (``appdirs.py:_macos_user_config_dir``): the Mac way if it is there."""
    data = environment.variables.get("XDG_DATA_HOME", "").strip()
    support = posixpath.join(_home(environment), "Library/Application Support/pip")
    if data and _version(environment) >= (26, 2):
        support = f"{data}/pip"
    if kind_at(_absolute(support, environment)) is EntryKind.DIRECTORY:
        return support
    return posixpath.join(_home(environment), ".config/pip")


def _windows_folder(name: str, environment: Environment) -> str:
    """A known folder: pip asks the shell first, which usually agrees with the variable."""
    override = environment.variables.get(f"WIN_PD_OVERRIDE_{name}", "").strip()
    if _version(environment) >= (26, 2) and ntpath.isabs(override):
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


def _version(environment: Environment) -> PipVersion:
    return environment.pip_version or (99,)
