from __future__ import annotations

import sys
from pathlib import Path

import pytest

from support.fixture import check_findings, check_fix
from support.pips import run_pip

RULE = "option-takes-over-pip"
ONLY = [RULE]


def test_what_pip_does_instead_of_the_command():
    check_findings(
        """
        [global]
        version = yes
        #         ^^^ error[option-takes-over-pip]
        python = /usr/bin/python3
        #        ^^^^^^^^^^^^^^^^ warning[option-takes-over-pip]
        [install]
        python = /usr/bin/python3
        #        ^^^^^^^^^^^^^^^^ error[option-takes-over-pip]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    ("text", "pip"),
    [
        ("[global]\nversion = no\n", "26.3"),
        ("[global]\nversion =\n", "26.3"),
        ("[install]\nversion = yes\n", "24.0"),
        ("[global]\npython = /a\n", "22.2"),
        ("[install]\npython = /a\n", "23.1"),
        ("[global]\npython-version = 3.9\n", "26.3"),
    ],
)
def test_what_leaves_pip_alone(text: str, pip: str):
    check_findings(text, pip=pip, only=ONLY)


def test_removal():
    check_fix("[global]\nversion = 1\nquiet = 1\n", "[global]\nquiet = 1\n", rule=RULE)


@pytest.mark.parametrize("version", ["20.3.4", "24.2", "26.3"])
def test_pip_only_prints_its_version(version: str, tmp_path: Path):
    write(tmp_path, "[global]\nversion = yes\n")
    done = run_pip(version, ["install", "--no-index", "nothing-of-that-name"], tmp_path)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["pip", version])


@pytest.mark.parametrize("version", ["24.2", "26.3"])
def test_pip_refuses_a_python_for_one_command(version: str, tmp_path: Path):
    write(tmp_path, f"[list]\npython = {sys.executable}\n")
    done = run_pip(version, ["list"], tmp_path)
    assert done.returncode == 1
    assert "must be placed before the pip subcommand name" in done.stderr


def test_pip_stops_where_there_is_no_such_python(tmp_path: Path):
    write(tmp_path, "[global]\npython = /nonexistent/python\n")
    done = run_pip("26.3", ["--version"], tmp_path)
    assert (done.returncode, "Could not locate Python interpreter" in done.stderr) == (1, True)


def write(home: Path, text: str) -> None:
    conf = home / ".config" / "pip" / "pip.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text(text)
