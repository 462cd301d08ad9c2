"""Says when ``options.json`` is stale: ``make_options.py`` then makes it anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from piptrust.data.make_options import INTROSPECTION, RELEASES, build_table, introspect
from piptrust.data.options import Option, commands, options_for, requirements_file_options, versions
from support.pips import HASHES, interpreters, pip_folder

REMEDY = "add the release to RELEASES in server/piptrust/data/make_options.py and run that script"


def test_the_installed_pip_is_in_the_table():
    installed = facts_of_installed_pip()
    assert installed["version"] in versions(), REMEDY
    assert_table_agrees(installed)


@pytest.mark.parametrize("version", HASHES)
def test_the_table_agrees_with_a_pinned_pip(version: str):
    python = next(p for p in interpreters() if p.can_run(version))
    assert_table_agrees(introspect(pip_folder(version), [python.executable]))


def test_the_table_was_made_from_the_listed_releases():
    assert list(versions()) == RELEASES


def test_one_release_makes_a_table():
    facts = facts_of_installed_pip()
    table = build_table([("1.0", facts), ("2.0", facts)])
    assert table["commands"]["install"] == [(0, None)]
    cert = next(option for option in table["options"] if option["keys"] == ["cert"])
    assert table["places"][cert["places"]]["(main)"] == [(0, None)]


def test_an_option_that_left_and_came_back_has_two_spans():
    facts = facts_of_installed_pip()
    without = {
        **facts,
        "commands": {name: options for name, options in facts["commands"].items() if name != "lock"},
    }
    table = build_table([("1", facts), ("2", without), ("3", facts), ("4", without)])
    assert table["commands"]["lock"] == [(0, 1), (2, 3)]


def test_a_pip_that_no_python_imports_is_told(tmp_path: Path):
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").write_text("raise SystemError('no such luck')\n")
    with pytest.raises(RuntimeError, match="no such luck"):
        introspect(tmp_path, [sys.executable])


def facts_of_installed_pip() -> dict[str, Any]:
    question = "import os, pip; print(os.path.dirname(os.path.dirname(pip.__file__)))"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)
    assert INTROSPECTION.is_file()
    return introspect(Path(answer.stdout.strip()), [sys.executable])


def assert_table_agrees(facts: dict[str, Any]) -> None:
    version = tuple(map(int, facts["version"].split(".")))
    assert commands(version) == tuple(sorted(facts["commands"])), REMEDY
    for command, options in facts["commands"].items():
        assert forms(options_for(command, version)) == sorted(map(form_of_fact, options)), (command, REMEDY)
    main = [option for option in options_for("global", version) if option.general]
    assert forms(main) == sorted(map(form_of_fact, facts["main"])), REMEDY
    for place in ("line", "requirement", "editable"):
        wanted = {key for o in facts["requirements_file"] if o["place"] == place for key in o["keys"]}
        taken = {key for option in requirements_file_options(place, version) for key in option.keys}
        assert taken == wanted, (place, REMEDY)


def forms(options: tuple[Option, ...] | list[Option]) -> list[tuple[str, ...]]:
    return sorted(
        (" ".join(o.keys), " ".join(o.short), o.dest, o.action, o.type or "", " ".join(o.choices))
        for o in options
    )


def form_of_fact(fact: dict[str, Any]) -> tuple[str, ...]:
    names = (
        " ".join(fact["keys"]),
        " ".join(fact["short"]),
        fact["dest"],
        fact["action"],
        fact["type"] or "",
    )
    return (*names, " ".join(fact["choices"] or ()))
