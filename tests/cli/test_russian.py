"""Every command in a Russian environment: all of it is Russian, and programs read the same as ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.command import Done, environment, piptrust
from cli.probe_lab import probe
from piptrust.probe.explain_log import plain_lines
from support.lab.authority import Authority
from support.lab.server import LabServer
from support.russian import check_nothing_left_over, check_russian

RUSSIAN = {"LC_ALL": "ru_RU.UTF-8"}
COMMANDS = ("check", "probe", "explain", "config", "rules", "lsp")
CONFIG = """\
[global]
trusted-host = files.corp.example https://index.corp.example
cert = /nowhere/ca.pem
unknown-thing = 1
index-url = http://index.corp.example/simple
[nothing]
timeout = 1
"""
LOG = (
    "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection "
    "broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
    "unable to get local issuer certificate (_ssl.c:1000)'))': /simple/pip/\n"
)


@pytest.fixture(scope="module")
def index() -> Iterator[LabServer]:
    server = LabServer(Authority("Nobody's Root", organization="Nobody").issue("index.test"))
    yield server
    server.close()


def russian(*arguments: str, cwd: Path, stdin: bytes = b"", **variables: str) -> Done:
    return piptrust(*arguments, cwd=cwd, stdin=stdin, **RUSSIAN, **variables)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", ["60", "112"])
def test_help(folder: Path, command: str, width: str):
    done = russian(command, "--help", cwd=folder, COLUMNS=width)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("использование: piptrust ")
    assert "показать эту справку и выйти" in done.out
    commands = [line for line in done.out.splitlines() if "piptrust " in line]
    check_russian(done.out, *commands)
    assert max(map(len, done.out.splitlines())) <= 120


def test_overview(folder: Path):
    done = russian(cwd=folder)
    assert done.status == 0
    check_russian(done.out)
    assert "команды:\n  check   найти " in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--nonsense"], "ошибка: неизвестные аргументы: --nonsense"),
        (["check", "--format", "nonsense"], "недопустимое значение 'nonsense' (варианты: "),
        (["check", "--fix", "--diff"], "несовместимо с аргументом --fix"),
        (["check", "--select"], "требуется один аргумент"),
        (["lsp", "--tcp", "x"], "недопустимое значение типа int: 'x'"),
        (["probe", "--timeout", "0"], "'0' — не число секунд"),
        (["check", "--select", "ca-file-mising"], "Возможно, имелось в виду 'ca-file-missing'?"),
        (["rules", "nonsense"], "правила 'nonsense' нет. См. piptrust rules"),
        (["nonsense"], "команды 'nonsense' нет. См. piptrust --help"),
        (["check", "nowhere"], "такого файла или папки нет"),
        (["config", "certt"], "у pip нет параметра 'certt'. Возможно, имелось в виду 'cert'?"),
        (["explain", "nowhere"], "не удаётся прочитать nowhere: "),
        (["config", "--python", "/nowhere/python"], "/nowhere/python не существует."),
    ],
)
def test_errors(folder: Path, arguments: list[str], words: str):
    done = russian(*arguments, cwd=folder)
    assert done.status == 2
    assert words in done.err
    check_russian(done.err, "No such file or directory")


def test_check(folder: Path):
    (folder / "pip.conf").write_text(CONFIG)
    (folder / "requirements.txt").write_text("-r nowhere.txt\nrequests==>2\n--nonsense\n")
    english = piptrust("check", "--no-python", ".", cwd=folder)
    done = russian("check", "--no-python", ".", cwd=folder)
    assert (done.status, done.err) == (english.status, "") == (1, "")
    packaging = "expected semicolon (after name with no version specifier) or end"
    theirs = "Could not open requirements file: [Errno 2] No such file or directory"
    check_russian(done.out, *CONFIG.splitlines(), packaging, packaging.capitalize(), theirs)
    assert len(done.out.splitlines()) == len(english.out.splitlines())
    assert "pip.conf:5:13: ошибка: " in done.out
    assert " замечани" in done.out.splitlines()[-2]


def test_repairs(folder: Path):
    (folder / "pip.conf").write_text("[global]\ntrusted-host = https://index.corp.example\n")
    done = russian("check", "--no-python", "--fix", "pip.conf", cwd=folder)
    assert done.status in {0, 1}
    check_russian(done.out)
    assert done.out.startswith("исправлен pip.conf\n")


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_read_the_same_fields(folder: Path, form: str):
    (folder / "pip.conf").write_text(CONFIG)
    english, done = (
        piptrust("check", "--no-python", "--format", form, "pip.conf", cwd=folder, **variables)
        for variables in ({}, RUSSIAN)
    )
    assert done.out != english.out
    if form == "github":
        heads = [[line.rpartition("::")[0] for line in d.out.splitlines()] for d in (english, done)]
        assert heads[0] == heads[1]
    else:
        assert _machine_readable(json.loads(done.out)) == _machine_readable(json.loads(english.out))


def _machine_readable(value: Any) -> Any:
    """All but what people read."""
    if isinstance(value, dict):
        return {
            k: _machine_readable(v) for k, v in value.items() if k not in {"message", "title", "disabled"}
        }
    if isinstance(value, list):
        return [_machine_readable(v) for v in value]
    return None if isinstance(value, str) and " " in value else value


def test_configuration(folder: Path):
    config = folder / "pip.conf"
    config.write_text(CONFIG)
    variables = {"PIP_CONFIG_FILE": str(config), "PIP_CERT": "/elsewhere/ca.pem"}
    english = piptrust("config", "--no-python", cwd=folder, **variables)
    done = russian("config", "--no-python", cwd=folder, **variables)
    assert (done.status, done.err) == (0, "")
    check_russian(done.out)
    assert "Файлы конфигурации: в том порядке, в котором их читает pip" in done.out
    for text in (english.out, done.out):
        # Each table's columns begin at the same place on each of its lines.
        rows = [line for line in text.splitlines() if line.startswith("  ") and "no-xdg" in line]
        assert len({line.index("/") for line in rows}) == 1


def test_an_explanation(folder: Path):
    done = russian("explain", cwd=folder, stdin=LOG.encode())
    assert (done.status, done.err) == (0, "")
    check_russian(done.out, *plain_lines(LOG))
    assert done.out.startswith("pip пишет: ")
    assert "\nЭти слова означают одну из " in done.out
    nothing = russian("explain", cwd=folder, stdin=b"all is well")
    assert nothing.status == 1
    check_russian(nothing.out)


def test_rules(folder: Path):
    done = russian("rules", cwd=folder)
    assert done.status == 0
    check_russian(done.out)
    page = russian("rules", "ca-file-missing", cwd=folder)
    head, _, rest = page.out.partition("\n\n")
    check_russian(head)
    assert rest.startswith("# ca-file-missing\n")
    assert "По-русски" not in page.out


@pytest.mark.parametrize("form", ["plain", "markdown"])
def test_a_probe(index: LabServer, tmp_path: Path, form: str):
    url = index.url("index.test")
    done = probe(tmp_path, "--index-url", url, "--format", form, **RUSSIAN)
    assert (done.status, done.err) == (1, "")
    check_russian(
        done.out, "self-signed certificate in certificate chain", "unable to get local issuer certificate"
    )
    assert "цепочка заканчивается центром сертификации" in done.out.lower()
    if form == "plain":
        assert done.out.endswith("\nПроверено узлов: 0 из 1, сбоев: 1.\n")
        entries = [line for line in done.out.splitlines() if line.startswith("  ") and line[2] != " "]
        assert entries
        # All texts beside the labels begin in one column, that of the place in the headline.
        column = done.out.splitlines()[2].index("https://")
        assert all(line[column - 1] == " " and line[column] != " " for line in entries), done.out


def test_what_a_probe_tells_programs(index: LabServer, tmp_path: Path):
    url = index.url("index.test")
    done = probe(tmp_path, "--index-url", url, "--format", "json", **RUSSIAN)
    [place] = json.loads(done.out)["targets"]
    assert (place["outcome"], place["pip_error"], place["roles"]) == ("failed", "certificate", ["index"])
    assert {fix["standing"] for fix in place["fixes"]} <= {"proven", "untested", "refuted"}
    for fix in place["fixes"]:
        check_nothing_left_over(fix["title"])


def test_a_program_that_is_no_python(tmp_path: Path):
    (tmp_path / "python").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "python").chmod(0o755)
    done = probe(tmp_path, python=str(tmp_path / "python"), **RUSSIAN)
    assert done.status == 2
    assert "не работающий Python: он завершился с кодом 3 и ничего не ответил." in done.err
    check_russian(done.err)


def test_a_terminal_that_cannot_write_russian_still_gets_something(folder: Path):
    variables = environment(folder.parent / "home", LC_ALL="ru_RU.UTF-8", PYTHONIOENCODING="ascii")
    command = [sys.executable, "-m", "piptrust", "check", "--no-python", os.fspath(folder)]
    done = subprocess.run(command, env=variables, cwd=folder, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stdout.decode("ascii")
