"""What a user sees: Neovim in a terminal, driven by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editors import installed
from editors.lab import Lab, company
from editors.neovim import PLUGIN, STATUSLINE, enabled, every_release, variables_for
from editors.nvim_driver import write_init
from editors.tui import Terminal

LOOKS = f"""
vim.o.laststatus = 2
vim.o.number = true
vim.o.statusline = " %f %m%=" .. {STATUSLINE!r} .. " "
vim.diagnostic.config({{ virtual_text = false, virtual_lines = {{ current_line = true }} }})
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with company(tmp_path) as made:
        (made.project / "requirements.txt").write_text("pip\n", encoding="utf-8")
        yield made


@every_release
def test_from_a_failing_index_to_a_trusted_one_by_keys(
    lab: Lab, tmp_path: Path, artifacts: Path, release: str
) -> None:
    editor = installed.find(release)
    init = write_init(tmp_path / "nvim", [PLUGIN], f"{LOOKS}\n{enabled(release)}")
    command = [*editor.command, "--clean", "-u", str(init), str(lab.config)]
    env = {**editor.env, **variables_for(tmp_path, lab.variables)}
    with Terminal(command, cwd=lab.project, env=env, columns=110, rows=30, timeout=40) as screen:
        screen.wait_for("✗ pip fails: the root is on this machine")
        screen.keys("/index-url", "Enter")
        screen.screenshot(artifacts / f"neovim-{release}-failing.png")
        screen.keys(":lua vim.lsp.buf.code_action()", "Enter")
        screen.wait_for(r"1: Set cert to \S*corp-root.pem")
        screen.screenshot(artifacts / f"neovim-{release}-fixes.png")
        screen.keys("1", "Enter")
        screen.wait_for("✓ pip verifies")
        screen.keys(":write", "Enter")
        screen.wait_for("written")
        screen.keys(":Piptrust report", "Enter")
        screen.wait_for("What pip makes of its package indexes")
        screen.screenshot(artifacts / f"neovim-{release}-trusted.png")
        screen.keys("q")
        screen.keys(":checkhealth piptrust", "Enter")
        screen.wait_for("piptrust: running servers")
        screen.screenshot(artifacts / f"neovim-{release}-health.png")
        screen.keys(":qall", "Enter")
        assert screen.wait_for_end() == 0
    assert lab.config.read_text(encoding="utf-8") == lab.trusted_text
