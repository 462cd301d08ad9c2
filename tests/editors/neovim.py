"""What the tests of Neovim share: a Neovim with the plugin, as a user has it, in an environment of its own."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from editors import installed
from editors.nvim_driver import Nvim
from support.lab.names import lab_variables

PLUGIN = Path(__file__).parents[2] / "neovim-client"
SERVER = Path(__file__).parents[2] / "server"
STATUSLINE = "%{%v:lua.require'piptrust'.statusline()%}"

# Pinned, the oldest that is supported, and the newest that is packaged.
every_release = pytest.mark.parametrize("release", ["nvim", "nvim-floor", "nvim-edge"])
TRUSTED_SCHEME = "[global]\nindex-url = https://index.test/simple\ntrusted-host = https://index.test:8443\n"


def put_program(folder: Path, name: str = "piptrust", *words: str) -> Path:
    """A program ``piptrust`` as an installation puts it on PATH; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    command = shlex.join(words or (sys.executable, "-W", "error", "-m", "piptrust"))
    program.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def variables_for(folder: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a machine on which piptrust is installed, and nobody has set anything.

    Args:
        folder: becomes the home.
        given: the lab's variables, for tests in which handshakes are made.
    """
    made = dict(given) if given is not None else {**lab_variables(folder), "PIPTRUST_PROBE": "off"}
    made["PATH"] = f"{put_program(folder / 'bin')}:{made['PATH']}"
    made["PYTHONPATH"] = f"{SERVER}:{made['PYTHONPATH']}"
    made.setdefault("PIP_CONFIG_FILE", "")
    return made


def enabled(release: str, options: str = "") -> str:
    """What a user writes into ``init.lua``; ``options`` is a Lua table."""
    if release == "nvim-floor":
        return f"require('piptrust').setup({options})"
    chosen = f"vim.g.piptrust = {options}\n" if options else ""
    return f"{chosen}vim.lsp.enable('piptrust')"


def neovim(
    release: str, project: Path, variables: Mapping[str, str], *, init: str = "", options: str = ""
) -> Nvim:
    """A Neovim in ``project``, to be entered."""
    return Nvim(
        project,
        plugins=[PLUGIN],
        init=f"{init}\n{enabled(release, options)}",
        env=dict(variables),
        editor=installed.find(release),
        timeout=30,
    )


def answer_selections(nvim: Nvim, words: str | None) -> None:
    """From now on ``vim.ui.select`` takes the first item that holds ``words``, or nothing; it keeps the questions."""
    nvim.lua(
        """
        local words = ...
        _G.asked = {}
        vim.ui.select = function(items, opts, on_choice)
          local titles, chosen, index = {}, nil, nil
          for number, item in ipairs(items) do
            titles[number] = opts.format_item and opts.format_item(item) or tostring(item)
            if not chosen and words ~= vim.NIL and titles[number]:find(words, 1, true) then
              chosen, index = item, number
            end
          end
          table.insert(_G.asked, { prompt = opts.prompt, items = titles })
          on_choice(chosen, index)
        end
        """,
        words,
    )


def questions(nvim: Nvim) -> list[dict[str, object]]:
    """What was asked since ``answer_selections``."""
    return list(nvim.lua("return _G.asked"))


def server_processes(nvim: Nvim) -> list[int]:
    """The process ids of the servers that this Neovim has started."""
    parent = nvim.lua("return vim.uv.os_getpid()")
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children if b"piptrust" in Path(f"/proc/{pid}/cmdline").read_bytes()]
