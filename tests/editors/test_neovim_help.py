"""The help page: it builds, its tags lead somewhere, and it speaks of everything that there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from editors import installed
from editors.neovim import PLUGIN, every_release, neovim, variables_for

PAGE = (PLUGIN / "doc" / "piptrust.txt").read_text(encoding="utf-8")
TAGS = set(re.findall(r"\*([^*\s]+)\*(?=\s)", PAGE))


@every_release
def test_helptags_finds_no_fault(tmp_path: Path, release: str) -> None:
    editor = installed.find(release)
    shutil.copytree(PLUGIN / "doc", tmp_path / "doc", ignore=shutil.ignore_patterns("tags"))
    done = subprocess.run(
        [*editor.command, "--clean", "--headless", "-c", "helptags doc", "-c", "qall"],
        cwd=tmp_path,
        env=editor.environ(HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    written = {line.split("\t")[0] for line in (tmp_path / "doc" / "tags").read_text().splitlines()}
    assert written == TAGS


def test_links_lead_to_tags_of_this_page_or_of_neovim(tmp_path: Path) -> None:
    links = set(re.findall(r"\|([^|\s]+)\|", PAGE))
    runtime = installed.find("nvim")
    asked = "lua io.write(table.concat(vim.fn.readfile(vim.env.VIMRUNTIME .. '/doc/tags'), '\\n'))"
    done = subprocess.run(
        [*runtime.command, "--clean", "--headless", "-c", asked, "-c", "qall"],
        env=runtime.environ(HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    known = {line.split("\t")[0] for line in (done.stdout + done.stderr).splitlines()}
    assert len(known) > 1000
    assert {link for link in links if link not in TAGS and link not in known} == set()


def test_every_subcommand_option_and_highlight_group_is_described(tmp_path: Path) -> None:
    with neovim("nvim", tmp_path, variables_for(tmp_path)) as nvim:
        names = nvim.lua("return vim.tbl_keys(require('piptrust.commands').subcommands)")
        groups = nvim.lua("return vim.tbl_values(require('piptrust.statusline').groups)")
        states = nvim.lua("return vim.tbl_keys(require('piptrust.statusline').groups)")
    assert {f":Piptrust-{name}" for name in names} <= TAGS
    assert set(re.findall(r"^:Piptrust (\w+)", PAGE, re.MULTILINE)) | {"explain"} == set(names)
    for word in [*groups, *states]:
        assert re.search(rf"^ +.*\b{word}\b", PAGE, re.MULTILINE), word
    source = (PLUGIN / "lua/piptrust/options.lua").read_text()
    options = re.findall(r"^---@field (\w+)", source, re.MULTILINE)
    assert len(options) == 8
    for option in options:
        assert re.search(rf"^      {option} = ", PAGE, re.MULTILINE), option


@pytest.mark.parametrize("block", re.findall(r">lua\n(.*?)^<", PAGE, re.DOTALL | re.MULTILINE))
def test_every_example_is_lua_that_neovim_reads(tmp_path: Path, block: str) -> None:
    with neovim("nvim", tmp_path, variables_for(tmp_path)) as nvim:
        assert nvim.lua("local chunk, why = loadstring(...) return why or ''", block) == ""
