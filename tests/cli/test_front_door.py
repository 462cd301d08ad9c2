from __future__ import annotations

from pathlib import Path

import pytest

from cli.command import piptrust
from piptrust import __version__
from piptrust.engine.rule import all_rules


def test_version(folder: Path):
    done = piptrust("--version", cwd=folder)
    assert (done.status, done.out) == (0, f"piptrust {__version__}\n")


def test_help_lists_the_commands(folder: Path):
    for arguments in ((), ("--help",)):
        done = piptrust(*arguments, cwd=folder)
        assert done.status == 0
        for command in ("check", "config", "rules", "lsp"):
            assert f"\n  {command} " in done.out


def test_an_unknown_command_exits_with_2(folder: Path):
    done = piptrust("chekc", cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == "piptrust: there is no command 'chekc'. See: piptrust --help\n"


def test_the_help_of_check_has_groups_examples_and_exit_statuses(folder: Path):
    done = piptrust("check", "--help", cwd=folder, COLUMNS="100")
    assert done.status == 0
    for part in ("what to look for:", "which pip:", "repair:", "output:", "examples:", "exit status:"):
        assert f"\n{part}\n" in done.out
    assert max(map(len, done.out.splitlines())) <= 110


def test_rules_are_listed(folder: Path):
    done = piptrust("rules", cwd=folder)
    assert done.status == 0
    for rule in all_rules():
        assert f"{rule.id} " in done.out


def test_a_rule_has_its_page(folder: Path):
    done = piptrust("rules", "trusted-host-has-scheme", cwd=folder)
    assert done.status == 0
    assert done.out.startswith("# trusted-host-has-scheme\n")


@pytest.mark.parametrize("name", ["zzz", "../check", ""])
def test_a_rule_that_does_not_exist(folder: Path, name: str):
    done = piptrust("rules", name, cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"piptrust: there is no rule '{name}'. See: piptrust rules\n"
