"""docs/editors.md: what it marks as run is run, and what it shows can be read by the editor it is for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import tomlkit

from editors import installed
from editors.neovim import PLUGIN, TRUSTED_SCHEME, variables_for
from editors.nvim_driver import Nvim
from editors.page import configuration

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "editors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("block", "release", "plugins"),
    [
        ("neovim", "nvim", [PLUGIN]),
        ("neovim", "nvim-edge", [PLUGIN]),
        ("neovim-0.10", "nvim-floor", [PLUGIN]),
        ("neovim-plain", "nvim", []),
        ("neovim-plain", "nvim-edge", []),
    ],
)
def test_neovim_as_the_page_sets_it_up(tmp_path: Path, block: str, release: str, plugins: list[Path]) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "pip.conf").write_text(TRUSTED_SCHEME, encoding="utf-8")
    (project / "requirements-dev.txt").write_text("--cert x\n", encoding="utf-8")
    nvim = Nvim(
        project,
        plugins=plugins,
        init=configuration(block),
        env=variables_for(tmp_path),
        editor=installed.find(release),
        timeout=30,
    )
    with nvim:
        nvim.open("pip.conf")
        nvim.wait_for_diagnostics(1)
        assert nvim.quick_fixes(3)[0].startswith("Remove ")
        if plugins:
            assert "not probing" in nvim.wait_for_status("not probing")
        nvim.open("requirements-dev.txt")
        nvim.wait_for_diagnostics(1)


def test_every_block_that_is_marked_is_run() -> None:
    marked = set(re.findall(r"<!-- run: ([\w.-]+) -->", PAGE))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert {name for name in marked if f'"{name}"' not in tests and f"'{name}'" not in tests} == set()


def test_data_is_well_formed() -> None:
    blocks = re.findall(r"^```(json|toml)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 5
    for language, text in blocks:
        assert json.loads(text) if language == "json" else tomlkit.parse(text).unwrap()


def test_editors_that_were_not_run_are_marked() -> None:
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    for editor in ("Kate", "Sublime Text", "Zed", "JetBrains"):
        assert "ot run here" in sections[editor]
        assert re.search(rf"^\| \[{editor}\].*\| not run \|$", PAGE, re.MULTILINE)


def test_the_registry_entry_has_what_registries_of_its_kind_want() -> None:
    """Every field that Mason's schema requires, none that it does not know, and our own version."""
    entry = (TOP / "docs" / "mason" / "package.yaml").read_text(encoding="utf-8")
    fields = re.findall(r"^(\w+):", entry, re.MULTILINE)
    assert {"name", "description", "homepage", "licenses", "languages", "categories", "source"} <= set(fields)
    known = {"deprecation", "schemas", "bin", "share", "opt", "ci_skip", "neovim"}
    assert set(fields) - known == {
        *("name", "description", "homepage", "licenses", "languages", "categories", "source")
    }
    project = tomlkit.parse((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"\n  id: pkg:pypi/{project['name']}@{project['version']}\n" in entry
    assert "\n  piptrust: pypi:piptrust\n" in entry
    assert f"  - {project['license']}\n" in entry
    assert set(re.findall(r"^  - (LSP|DAP|Linter|Formatter|Runtime|Compiler)$", entry, re.MULTILINE)) == {
        "LSP",
        "Linter",
    }
