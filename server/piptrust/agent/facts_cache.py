"""What the agent said about a Python, kept on disk, so that the next check starts no process.

An answer is used again while everything is as it was: the program, the variables that decide what it is,
pip's folder and those beside it, and this program's own files. What is spoilt, unreadable or old is ignored.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from piptrust.resolve.environment import Interpreter

_AGENT_FILES = ("agent.py", "facts.py", "facts_cache.py")
# Start-up hooks can change without any trace that is looked at here, so no answer is kept for ever. Behind a
# script (a version manager's shim) stands a Python that files anywhere may choose.
_SECONDS_KEPT = 24 * 3600
_SECONDS_KEPT_FOR_SCRIPTS = 600
_SECONDS_UNTIL_SWEPT = 7 * 24 * 3600
_VARIABLES = ("PATH", "HOME", "LANG", "LANGUAGE", "VIRTUAL_ENV", "APPDATA")
# Test runners choose another one for each run.
_CHANGES_EACH_TIME = frozenset({"PYTHONHASHSEED"})
_VARIABLE_PREFIXES = ("PYTHON", "PYENV", "CONDA", "LC_", "ASDF_", "MISE_", "RYE_", "UV_", "__PYVENV")


def load(executable: str, variables: Mapping[str, str], cwd: str) -> Interpreter | None:
    """The kept answer for this Python, or None."""
    import json

    key = _key(executable, variables, cwd)
    if key is None:
        return None
    try:
        path = _path(key)
        with open(path, "rb") as stream:
            age = time.time() - os.fstat(stream.fileno()).st_mtime
            kept = json.loads(stream.read())
        limit = _SECONDS_KEPT_FOR_SCRIPTS if _is_script(executable) else _SECONDS_KEPT
        if not 0 <= age < limit or kept["key"] != key or _stamps(kept["stamps"]) != kept["stamps"]:
            return None
        return _interpreter(kept["interpreter"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def store(interpreter: Interpreter, executable: str, variables: Mapping[str, str], cwd: str) -> None:
    """Keeps an answer. Where that is not possible, the next check asks again."""
    import json
    import tempfile

    key = _key(executable, variables, cwd)
    if key is None:
        return
    watched = [f"{interpreter.prefix}/pyvenv.cfg", *interpreter.site_packages]
    if interpreter.pip_location is not None:
        watched += [interpreter.pip_location, f"{interpreter.pip_location}/__init__.py"]
    content = {"key": key, "stamps": _stamps(watched), "interpreter": vars(interpreter)}
    path = _path(key)
    with contextlib.suppress(OSError, ValueError):
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            json.dump(content, stream)
        Path(temporary).replace(path)
        _sweep(folder)


def cache_folder() -> str:
    """The user's cache folder, as platformdirs gives it, which takes longer to import than all else here."""
    variables = os.environ
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = variables.get("LOCALAPPDATA") or f"{home}/AppData/Local"
    elif sys.platform == "darwin":
        base = f"{home}/Library/Caches"
    else:
        base = variables.get("XDG_CACHE_HOME", "")
        base = base if base.startswith("/") else f"{home}/.cache"
    return f"{base}/piptrust"


def _sweep(folder: str) -> None:
    """Answers that nobody will ask for again must not pile up."""
    now = time.time()
    with os.scandir(folder) as entries:
        for entry in entries:
            if now - entry.stat().st_mtime > _SECONDS_UNTIL_SWEPT:
                Path(entry.path).unlink(missing_ok=True)


def _path(key: list[Any]) -> str:
    import hashlib

    return (
        f"{cache_folder()}/facts-{hashlib.sha256(repr(key).encode('utf-8', 'replace')).hexdigest()[:32]}.json"
    )


def _key(executable: str, variables: Mapping[str, str], cwd: str) -> list[Any] | None:
    """What decides which Python answers. Links are not followed alone: a virtual environment's is one."""
    real = os.path.realpath(executable)
    stamp = _stamp(real)
    if stamp is None:
        return None
    here = os.path.dirname(__file__)
    own = [_stamp(f"{here}/{name}") for name in _AGENT_FILES]
    chosen = sorted(
        [name, value]
        for name, value in variables.items()
        if (name.startswith(_VARIABLE_PREFIXES) or name in _VARIABLES) and name not in _CHANGES_EACH_TIME
    )
    return [executable, real, stamp, own, chosen, cwd if _is_script(executable) else ""]


def _is_script(executable: str) -> bool:
    try:
        with open(executable, "rb") as stream:
            return stream.read(2) == b"#!"
    except OSError:
        return False


def _stamps(paths: Any) -> dict[str, list[int] | None]:
    return {str(path): _stamp(str(path)) for path in paths}


def _stamp(path: str) -> list[int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size, status.st_ino]


def _interpreter(values: Mapping[str, Any]) -> Interpreter:
    """JSON has no tuples; everything else comes back as it was."""
    known: dict[str, Any] = {}
    for name in Interpreter.__annotations__:
        value = values[name]
        known[name] = tuple(cast("list[Any]", value)) if isinstance(value, list) else value
    return Interpreter(**known)
