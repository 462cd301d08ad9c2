"""The machine, the user, and the Python whose pip is meant: looked up once, then passed on as data."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from piptrust.agent import facts_cache
from piptrust.agent.facts import Failure
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.text.records import dataclass, replace

_FOLDERS_OF_A_PROJECT = (".venv", "venv")


@dataclass(frozen=True)
class Candidate:
    """A Python that may be the one.

    Attributes:
        executable: absolute.
        chosen: whether the user chose it, so that no other may take its place when it does not work.
    """

    executable: str
    chosen: bool


def machine(cwd: str | None = None) -> Environment:
    """The machine and user without any interpreter: all that can be said at once."""
    variables = dict(os.environ)
    return Environment(sys.platform, _home(variables), cwd or os.getcwd(), variables)


def current_environment(
    python: str | None = None, allow_start: bool = True, *, folder: str | None = None, cwd: str | None = None
) -> Environment:
    """The environment in which the user would call pip.

    The Python is ``python`` where one is given, else that of ``folder`` (give it for a trusted workspace
    only: its Python is started), of ``VIRTUAL_ENV``, of ``CONDA_PREFIX``, ``python3`` or ``python`` on PATH,
    or our own. ``no_interpreter`` says why a chosen one does not work; others are then not tried: what they
    say would be true of another pip. Without ``allow_start`` no Python is looked for.
    """
    environment = machine(cwd)
    if not allow_start:
        return environment
    failure: Failure | None = None
    for candidate in candidates(environment, python, folder):
        found = _ask(candidate, environment)
        if isinstance(found, Interpreter):
            return replace(environment, interpreter=found)
        failure = failure or found
        if candidate.chosen:
            break
    return replace(environment, no_interpreter=failure.text if failure else None)


async def environment_of(
    python: str | None = None, *, folder: str | None = None, cwd: str | None = None
) -> Environment:
    """The same for the server's event loop."""
    environment = machine(cwd)
    failure: Failure | None = None
    for candidate in candidates(environment, python, folder):
        found = await _ask_async(candidate, environment)
        if isinstance(found, Interpreter):
            return replace(environment, interpreter=found)
        failure = failure or found
        if candidate.chosen:
            break
    return replace(environment, no_interpreter=failure.text if failure else None)


def candidates(environment: Environment, python: str | None, folder: str | None) -> Iterator[Candidate]:
    """The Pythons that may be meant, in order. One that was asked for by name stands alone."""
    if python:
        yield Candidate(_named(python, environment), chosen=True)
        return
    for prefix in _prefixes(environment, folder):
        executable = _in_prefix(prefix, environment.platform)
        if os.path.lexists(executable):  # A link to a Python that is gone was chosen, too.
            yield Candidate(executable, chosen=True)
    for name in ("python3", "python"):
        executable = _on_path(name, environment)
        if executable is not None:
            yield Candidate(executable, chosen=False)
    if sys.executable:
        yield Candidate(sys.executable, chosen=False)


def _prefixes(environment: Environment, folder: str | None) -> Iterator[str]:
    if folder is not None:
        for name in _FOLDERS_OF_A_PROJECT:
            yield os.path.join(folder, name)
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if environment.variables.get(name):
            yield environment.variables[name]


def _in_prefix(prefix: str, platform: str) -> str:
    if platform != "win32":
        return os.path.join(prefix, "bin", "python")
    # A virtual environment has Scripts, conda has the program on top.
    in_scripts = os.path.join(prefix, "Scripts", "python.exe")
    if os.path.exists(in_scripts):
        return in_scripts
    return os.path.join(prefix, "python.exe")


def _named(python: str, environment: Environment) -> str:
    """A path, a virtual environment's folder (as ``pip --python`` takes it), or a name to look up on PATH."""
    path = os.path.join(environment.cwd, os.path.expanduser(python))
    if os.path.isdir(path):
        return _in_prefix(path, environment.platform)
    if os.path.basename(python) == python and not os.path.exists(path):
        return _on_path(python, environment) or path
    return path


def _on_path(name: str, environment: Environment) -> str | None:
    import shutil

    found = shutil.which(name, path=environment.variables.get("PATH", ""))
    return None if found is None else os.path.join(environment.cwd, found)


def _ask(candidate: Candidate, environment: Environment) -> Interpreter | Failure:
    kept = facts_cache.load(candidate.executable, environment.variables, environment.cwd)
    if kept is not None:
        return kept
    from piptrust.agent.launch import read_facts

    found = read_facts(candidate.executable, environment.variables, cwd=environment.cwd)
    if isinstance(found, Interpreter):
        facts_cache.store(found, candidate.executable, environment.variables, environment.cwd)
    return found


async def _ask_async(candidate: Candidate, environment: Environment) -> Interpreter | Failure:
    kept = facts_cache.load(candidate.executable, environment.variables, environment.cwd)
    if kept is not None:
        return kept
    from piptrust.agent.launch import read_facts_async

    found = await read_facts_async(candidate.executable, environment.variables, cwd=environment.cwd)
    if isinstance(found, Interpreter):
        facts_cache.store(found, candidate.executable, environment.variables, environment.cwd)
    return found


def _home(variables: dict[str, str]) -> str:
    """The account's home folder; an empty HOME is none (pip 26.3 thinks so, too)."""
    if sys.platform == "win32" or variables.get("HOME"):
        return os.path.expanduser("~")
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return "/"
