"""When a kept answer is used again, and when it is not."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from piptrust.agent import facts_cache
from piptrust.resolve.environment import Interpreter
from support.fixture import INTERPRETER

VARIABLES = {"HOME": "/home/me", "PYTHONPATH": "/x", "EDITOR": "vi"}


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A program with a pip beside it, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "site" / "pip").mkdir(parents=True)
    (tmp_path / "site" / "pip" / "__init__.py").touch()
    program = tmp_path / "python"
    program.write_bytes(b"\x7fELF")
    return str(program)


def answer(python: str) -> Interpreter:
    folder = Path(python).parent
    return replace(
        INTERPRETER,
        executable=python,
        prefix=str(folder),
        site_packages=(str(folder / "site"),),
        pip_location=str(folder / "site" / "pip"),
        vendored={"certifi": "2026.1.1"},
        known_folders={"APPDATA": "C:\\x"},
        trust_patches=("a.pth",),
    )


def store(python: str, cwd: str = "/project") -> Interpreter:
    kept = answer(python)
    facts_cache.store(kept, python, VARIABLES, cwd)
    return kept


def load(python: str, variables: dict[str, str] | None = None, cwd: str = "/project") -> Interpreter | None:
    return facts_cache.load(python, VARIABLES if variables is None else variables, cwd)


def test_an_answer_comes_back_as_it_was(python: str):
    assert load(python) is None
    kept = store(python)
    assert load(python) == kept


def test_other_variables_do_not_matter(python: str):
    kept = store(python)
    assert load(python, {**VARIABLES, "EDITOR": "emacs", "PIP_CERT": "/c.pem"}) == kept
    assert load(python, {**VARIABLES, "PYTHONHASHSEED": "1234"}) == kept
    assert load(python, {**VARIABLES, "PYTHONPATH": "/y"}) is None
    assert load(python, {**VARIABLES, "LC_ALL": "C"}) is None


def test_the_folder_matters_for_scripts_only(python: str):
    kept = store(python)
    assert load(python, cwd="/elsewhere") == kept
    Path(python).write_text('#!/bin/sh\nexec python3 "$@"\n')
    kept = store(python)
    assert load(python) == kept
    assert load(python, cwd="/elsewhere") is None


def touch(path: str, days: float = 0) -> None:
    when = time.time() - 3600 - days * 86400
    os.utime(path, (when, when))


@pytest.mark.parametrize("changed", ["python", "site", "site/pip", "site/pip/__init__.py"])
def test_changes_are_noticed(python: str, changed: str):
    store(python)
    touch(str(Path(python).parent / changed))
    assert load(python) is None


def test_a_new_pyvenv_cfg_is_noticed(python: str):
    store(python)
    (Path(python).parent / "pyvenv.cfg").touch()
    assert load(python) is None


def test_a_pip_that_is_gone_is_noticed(python: str):
    store(python)
    (Path(python).parent / "site" / "pip" / "__init__.py").unlink()
    assert load(python) is None


def test_two_environments_with_the_same_python_are_two(python: str, tmp_path: Path):
    link = tmp_path / "link"
    link.symlink_to(python)
    store(python)
    assert load(str(link)) is None


def cache_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "piptrust").iterdir()
    return found


def test_old_answers_are_not_used(python: str, tmp_path: Path):
    store(python)
    touch(str(cache_file(tmp_path)), days=2)
    assert load(python) is None


def test_forgotten_answers_are_swept_away(python: str, tmp_path: Path):
    store(python)
    forgotten = cache_file(tmp_path)
    touch(str(forgotten), days=8)
    facts_cache.store(answer(python), python, {**VARIABLES, "PYTHONPATH": "/other"}, "/project")
    assert cache_file(tmp_path) != forgotten


def test_an_answer_from_the_future_is_not_used(python: str, tmp_path: Path):
    store(python)
    touch(str(cache_file(tmp_path)), days=-30)
    assert load(python) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"key": 1, "stamps": 2}', b"null"]
)
def test_spoilt_files_are_ignored(python: str, tmp_path: Path, content: bytes):
    kept = store(python)
    cache_file(tmp_path).write_bytes(content)
    assert load(python) is None
    store(python)
    assert load(python) == kept


def test_files_of_another_version_are_ignored(python: str, tmp_path: Path):
    store(python)
    file = cache_file(tmp_path)
    file.write_text(file.read_text().replace('"certifi_where"', '"something_else"'))
    assert load(python) is None


def test_a_cache_that_cannot_be_written(python: str, tmp_path: Path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    store(python)
    assert load(python) is None


def test_a_program_that_is_gone(tmp_path: Path):
    assert facts_cache.load(str(tmp_path / "nope"), {}, "/") is None
    facts_cache.store(answer(str(tmp_path / "nope")), str(tmp_path / "nope"), {}, "/")
