"""Which Python is meant, and what is said when it does not work."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from piptrust.agent import launch
from piptrust.engine.environment import candidates, current_environment, environment_of, machine
from piptrust.resolve.environment import Environment
from support.pips import clean_environment


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean environment of this process, with nothing on PATH."""
    folder = tmp_path / "home"
    folder.mkdir()
    import os

    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in clean_environment(folder, {"PATH": str(tmp_path / "bin")}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)
    return folder


def virtual_environment(folder: Path) -> str:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    base = Path(sys.executable).resolve().parent
    (folder / "pyvenv.cfg").write_text(f"home = {base}\ninclude-system-site-packages = false\n")
    return str(folder / "bin" / "python")


def script(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def listed(
    environment: Environment, python: str | None = None, folder: str | None = None
) -> list[tuple[str, bool]]:
    return [(c.executable, c.chosen) for c in candidates(environment, python, folder)]


def test_the_order_of_candidates(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = virtual_environment(tmp_path / "project" / ".venv")
    active = virtual_environment(tmp_path / "active")
    conda = virtual_environment(tmp_path / "conda")
    on_path = script(tmp_path / "bin" / "python3", "exit 1")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    found = listed(machine(), folder=str(tmp_path / "project"))
    assert found == [
        (project, True),
        (active, True),
        (conda, True),
        (on_path, False),
        (sys.executable, False),
    ]
    assert listed(machine())[0] == (active, True)


def test_a_python_by_name_stands_alone(home: Path, tmp_path: Path):
    on_path = script(tmp_path / "bin" / "python3.99", "exit 1")
    assert listed(machine(), "python3.99") == [(on_path, True)]
    virtual_environment(home / "env")
    for spelling in ("env", "env/bin/python", str(home / "env"), "~/env"):
        assert listed(machine(), spelling) == [(str(home / "env" / "bin" / "python"), True)], spelling


def test_the_active_environment(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    virtual_environment(tmp_path / "active")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    environment = current_environment()
    assert environment.interpreter is not None
    assert environment.interpreter.prefix == str(tmp_path / "active")
    assert (environment.home, environment.cwd) == (str(home), str(home))
    assert environment.no_interpreter is None


def test_an_environment_that_is_gone_is_passed_over(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "gone"))
    found = current_environment().interpreter
    assert found is not None
    assert found.executable == sys.executable


def test_a_broken_environment_is_told_and_not_replaced(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # Its base Python was removed: the link leads nowhere.
    (tmp_path / "active" / "bin").mkdir(parents=True)
    (tmp_path / "active" / "bin" / "python").symlink_to(tmp_path / "removed")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    environment = current_environment()
    assert environment.interpreter is None
    assert environment.no_interpreter == f"{tmp_path / 'active' / 'bin' / 'python'} does not exist."


def test_a_broken_python_on_path_is_passed_over(home: Path, tmp_path: Path):
    script(tmp_path / "bin" / "python3", "echo no version is set >&2; exit 127")
    found = current_environment().interpreter
    assert found is not None
    assert found.executable == sys.executable


def test_a_python_that_was_asked_for_does_not_work(home: Path, tmp_path: Path):
    broken = script(tmp_path / "broken", "echo no version is set >&2; exit 127")
    environment = current_environment(broken)
    assert environment.interpreter is None
    assert environment.no_interpreter == f"{broken} is no working Python: no version is set"


def test_nothing_is_started_unless_allowed(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    script(tmp_path / "bin" / "python3", f"touch {home}/started; exit 1")
    assert current_environment(allow_start=False).interpreter is None
    assert not (home / "started").exists()


def test_the_second_time_nothing_is_started(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    python = virtual_environment(tmp_path / "env")
    first = current_environment(python)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(launch, "read_facts", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert current_environment(python) == first


def test_the_event_loops_way(home: Path, tmp_path: Path):
    python = virtual_environment(tmp_path / "env")
    environment = asyncio.run(environment_of(python))
    assert environment == current_environment(python)
    assert environment.interpreter is not None
    broken = asyncio.run(environment_of(str(tmp_path / "nope")))
    assert broken.no_interpreter == f"{tmp_path / 'nope'} does not exist."


def test_an_empty_home_is_none(home: Path, monkeypatch: pytest.MonkeyPatch):
    import os
    import pwd

    monkeypatch.setenv("HOME", "")
    assert machine().home == pwd.getpwuid(os.getuid()).pw_dir


def test_a_check_whose_facts_are_kept_loads_little(home: Path, tmp_path: Path):
    python = virtual_environment(tmp_path / "env")
    current_environment(python)
    code = (
        "import sys\n"
        "from piptrust.engine.environment import current_environment\n"
        "assert current_environment(sys.argv[1]).interpreter\n"
        "print([m for m in ('subprocess', 'asyncio', 'ssl', 'threading', 'tempfile') if m in sys.modules])\n"
    )
    server = str(Path(launch.__file__).parents[2])
    variables = clean_environment(home, {"PYTHONPATH": server, "PATH": str(tmp_path / "bin")})
    # The first run has variables of its own, so it asks; the second finds what that kept.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, python],
            env=variables,
            capture_output=True,
            text=True,
            check=True,
            cwd=home,
        )
    assert done.stdout == "[]\n"
