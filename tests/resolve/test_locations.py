"""Where pip looks, compared with real pips on Linux, and with macOS and Windows played to them."""

from __future__ import annotations

import ntpath
import os
import posixpath
from pathlib import Path
from typing import Any

import pytest

from piptrust.resolve.disk import EntryKind, OsDisk
from piptrust.resolve.effective import Level
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.locations import configuration_files
from support.pips import interpreters
from support.resolve_oracle import ask

VERSIONS = ["20.3.4", "22.3.1", "23.1", "24.0", "24.2", "25.0.1", "25.3", "26.1.2", "26.2.1", "26.3"]
LINUX: list[dict[str, str]] = [
    {},
    {"XDG_CONFIG_HOME": "{tmp}/xdg"},
    {"XDG_CONFIG_HOME": ""},
    {"XDG_CONFIG_HOME": "  "},
    {"XDG_CONFIG_HOME": "relative"},
    {"XDG_CONFIG_HOME": "~/tilde"},
    {"XDG_CONFIG_DIRS": "/a:/b"},
    {"XDG_CONFIG_DIRS": ""},
    {"XDG_CONFIG_DIRS": "/a::/b"},
    {"XDG_CONFIG_DIRS": "relative:/b"},
    {"XDG_CONFIG_DIRS": "~/t:/b/"},
    {"HOME": ""},
    {"HOME": "/elsewhere/"},
    {"PIP_CONFIG_FILE": "/dev/null"},
    {"PIP_CONFIG_FILE": "/dev/./null"},
    {"PIP_CONFIG_FILE": ""},
    {"PIP_CONFIG_FILE": "{tmp}/not-there.conf"},
    {"PIP_CONFIG_FILE": "{tmp}/there.conf"},
    {"PIP_CONFIG_FILE": "{tmp}"},
    {"PIP_CONFIG_FILE": "there.conf"},
    {"PIP_CONFIG_FILE": "~/there.conf"},
]
MACOS: list[dict[str, str]] = [
    {},
    {"XDG_CONFIG_HOME": "/x"},
    {"XDG_DATA_HOME": "{tmp}/data"},
    {"XDG_DATA_HOME": "{tmp}/no-data"},
    {"XDG_DATA_HOME": "relative"},
    {"XDG_DATA_DIRS": "/a:/b"},
    {"XDG_DATA_DIRS": ""},
    {"XDG_DATA_DIRS": "relative:/b"},
    {"XDG_DATA_DIRS": "relative"},
]
BREW = "/opt/homebrew/opt/python@3.12/Frameworks/Python.framework/Versions/3.12"
USR_LOCAL = "/usr/local/opt/python@3.12/Frameworks/Python.framework/Versions/3.12"
CELLAR = "/opt/homebrew/Cellar/python@3.12/3.12.1/Frameworks/Python.framework/Versions/3.12"
PREFIXES = [
    ("/usr", "/usr"),
    ("/venv", "/usr"),
    (BREW, BREW),
    ("/venv", BREW),
    (USR_LOCAL, USR_LOCAL),
    (CELLAR, CELLAR),
]


def ours(case: dict[str, Any], version: str, home: str) -> list[tuple[str, str]]:
    interpreter = Interpreter("python", (3, 11, 0), case["prefix"], case["base_prefix"], pip_version=version)
    environment = Environment(case["platform"], home, case["cwd"], case["variables"], interpreter)
    found = configuration_files(environment, lambda path: OsDisk().entry(path).kind)
    return [(place.level.word, place.path) for place in found]


def theirs(answer: list[list[str]], cwd: str) -> list[tuple[str, str]]:
    # A relative path is relative to the folder pip runs in; pip 23.1's kind of its own is a site file to us.
    absolute = [(kind, posixpath.normpath(posixpath.join(cwd, path))) for kind, path in answer]
    return [("site" if kind == "base" else kind, path) for kind, path in absolute]


def compare(version: str, cases: list[dict[str, Any]], home: str) -> None:
    python = next(p for p in interpreters() if p.can_run(version))
    for case, answer in zip(cases, ask(python, version, "locations", cases)):
        assert ours(case, version, home) == theirs(answer, case["cwd"]), (version, case)


def cases_for(
    tmp_path: Path, platform: str, variables: list[dict[str, str]], prefixes: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    filled = [{n: v.replace("{tmp}", str(tmp_path)) for n, v in one.items()} for one in variables]
    return [
        {
            "platform": platform,
            "variables": {"HOME": str(tmp_path / "home"), **one},
            "cwd": str(tmp_path),
            "prefix": prefix,
            "base_prefix": base,
        }
        for one in filled
        for prefix, base in prefixes
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_linux_as_pip(tmp_path: Path, version: str):
    (tmp_path / "there.conf").touch()
    import pwd

    account = pwd.getpwuid(os.getuid()).pw_dir
    cases = cases_for(tmp_path, "linux", LINUX, [("/usr", "/usr"), ("/venv", "/usr")])
    compare(version, cases, account)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("support_folder", [True, False])
def test_macos_as_pip(tmp_path: Path, version: str, support_folder: bool):
    (tmp_path / "home" / ".config" / "pip").mkdir(parents=True)
    (tmp_path / "data" / "pip").mkdir(parents=True)
    if support_folder:
        (tmp_path / "home" / "Library" / "Application Support" / "pip").mkdir(parents=True)
    compare(version, cases_for(tmp_path, "darwin", MACOS, PREFIXES), str(tmp_path / "home"))


def windows(
    version: str | None,
    variables: dict[str, str],
    *,
    python: tuple[int, int, int] = (3, 12, 1),
    known: dict[str, str] | None = None,
) -> list[tuple[Level, str]]:
    prefix = r"C:\work\.venv"
    interpreter = Interpreter(
        "python", python, prefix, r"C:\Python", pip_version=version, known_folders=known or {}
    )
    environment = Environment("win32", r"C:\Users\me", r"C:\work", variables, interpreter)
    found = configuration_files(environment, lambda _: EntryKind.MISSING)
    return [(place.level, place.path) for place in found]


USUAL = {
    "APPDATA": r"C:\Users\me\AppData\Roaming",
    "PROGRAMDATA": r"C:\ProgramData",
    "USERPROFILE": r"C:\Users\me",
}


def test_windows():
    assert windows("26.3", USUAL) == [
        (Level.GLOBAL, r"C:\ProgramData\pip\pip.ini"),
        (Level.USER, r"C:\Users\me\pip\pip.ini"),
        (Level.USER, r"C:\Users\me\AppData\Roaming\pip\pip.ini"),
        (Level.SITE, r"C:\work\.venv\pip.ini"),
    ]


@pytest.mark.parametrize("version", ["24.0", "25.3", "26.1.2", "26.2.1", "26.3"])
@pytest.mark.parametrize("override", [r"D:\config", "relative", r"\rooted", ""])
def test_windows_as_pip(version: str, override: str):
    # Played on POSIX, pip joins with slashes and knows no drives; only the folders' choice is compared.
    variables = {**USUAL, "HOME": "/home/me", "WIN_PD_OVERRIDE_APPDATA": override}
    case = {
        "platform": "win32",
        "variables": variables,
        "cwd": "/",
        "prefix": r"C:\v",
        "base_prefix": r"C:\v",
    }
    python = next(p for p in interpreters() if p.can_run(version))
    (answer,) = ask(python, version, "locations", [case])
    by_kind = {kind: ntpath.join(r"C:\work", path.replace("/", "\\")) for kind, path in answer}
    assert by_kind["user"] == {level.word: path for level, path in windows(version, variables)}["user"]


def test_windows_null_device_switches_every_file_off():
    assert windows("26.3", {**USUAL, "PIP_CONFIG_FILE": "nul"}) == []


def test_windows_shell_folders_beat_variables():
    found = windows("26.3", USUAL, known={"APPDATA": r"E:\Roaming", "COMMON_APPDATA": r"E:\All"})
    assert found[0] == (Level.GLOBAL, r"E:\All\pip\pip.ini")
    assert found[2] == (Level.USER, r"E:\Roaming\pip\pip.ini")


def test_without_variables_the_usual_windows_folders_are_assumed():
    assert [path for _, path in windows(None, {})][:3] == [
        r"C:\ProgramData\pip\pip.ini",
        r"C:\Users\me\pip\pip.ini",
        r"C:\Users\me\AppData\Roaming\pip\pip.ini",
    ]


def test_without_an_interpreter_there_is_no_site_file():
    environment = Environment("linux", "/home/me", "/project", {})
    found = configuration_files(environment, lambda _: EntryKind.MISSING)
    assert [place.level for place in found] == [Level.GLOBAL, Level.GLOBAL, Level.USER, Level.USER]


def test_a_forbidden_path_does_not_hide_the_users_files():
    # os.path.exists is false where the folder may not be searched, and pip asks no more.
    environment = Environment("linux", "/home/me", "/project", {"PIP_CONFIG_FILE": "/secret/pip.conf"})
    found = configuration_files(environment, lambda _: EntryKind.FORBIDDEN)
    assert Level.USER in {place.level for place in found}
