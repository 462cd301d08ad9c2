"""The handshake's status in real Neovims, against a company's index on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editors.lab import HOST, Lab, company
from editors.neovim import STATUSLINE, answer_selections, every_release, neovim, questions, variables_for
from editors.nvim_driver import Nvim

EVENTS = """
_G.events = {}
vim.api.nvim_create_autocmd("User", {
  pattern = "PiptrustStatus",
  callback = function(event) table.insert(_G.events, event.data.status.state) end,
})
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with company(tmp_path) as made:
        (made.project / "requirements.txt").write_text("pip\n", encoding="utf-8")
        yield made


def handshake_failures(nvim: Nvim) -> list[dict[str, Any]]:
    return [problem for problem in nvim.diagnostics() if problem["code"] == "handshake-failed"]


def highlights(nvim: Nvim, item: str = STATUSLINE) -> list[str]:
    """The highlight groups of a status line as it is drawn."""
    drawn = nvim.lua("return vim.api.nvim_eval_statusline(..., { highlights = true }).highlights", item)
    return [part["group"] for part in drawn if part["group"].startswith("Piptrust")]


@every_release
def test_from_failing_to_verified_by_a_proven_quick_fix(lab: Lab, release: str) -> None:
    with neovim(
        release, lab.project, variables_for(lab.config.parents[3], lab.variables), init=EVENTS
    ) as nvim:
        nvim.open(lab.config)
        text = nvim.wait_for_status("✗", STATUSLINE)
        assert text.startswith("✗ pip fails: ")
        assert highlights(nvim) == ["PiptrustFailing"]
        # Status and diagnostics arrive each on its own.
        (problem,) = nvim.wait_until(lambda: handshake_failures(nvim), "the diagnostic")
        assert problem["severity"] == "error"
        line = problem["line"]
        (title,) = [t for t in nvim.quick_fixes(line) if str(lab.root) in t and "proven" in t]
        nvim.quick_fix(title, line)
        nvim.wait_for_status("✓", STATUSLINE)
        nvim.save()
        assert highlights(nvim) == ["PiptrustVerified"]
        events = list(nvim.lua("return _G.events"))
        assert events[0] == "checking"
        assert events[-1] == "verified"
        assert "failing" in events
        nvim.wait_for_diagnostics(0)
    assert lab.config.read_text(encoding="utf-8") == lab.trusted_text


@every_release
def test_each_window_shows_the_status_of_its_own_buffer(lab: Lab, release: str) -> None:
    variables = variables_for(lab.config.parents[3], lab.variables)
    init = f"vim.o.winbar = {STATUSLINE!r}"
    with neovim(release, lab.project, variables, init=init) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        nvim.nvim.command("split notes.md")
        shown = nvim.lua(
            """
            return vim.tbl_map(function(window)
              return vim.api.nvim_eval_statusline(vim.o.winbar, { winid = window, use_winbar = true }).str
            end, vim.api.nvim_list_wins())
            """
        )
        assert sorted(map(bool, shown)) == [False, True]
        assert nvim.lua("return require('piptrust').statusline()") == ""
        place = nvim.lua("return require('piptrust').status(vim.fn.bufnr('requirements.txt')).places[1]")
        assert (place["host"], place["outcome"]) == (HOST, "failed")


def test_groups_are_linked_to_those_of_diagnostics_unless_a_colour_scheme_sets_them(
    lab: Lab,
) -> None:
    init = "vim.api.nvim_set_hl(0, 'PiptrustOff', { link = 'Comment' })"
    with neovim("nvim", lab.project, variables_for(lab.config.parents[3], lab.variables), init=init) as nvim:
        nvim.nvim.command("colorscheme habamax")
        links = nvim.lua(
            """
            local links = {}
            for state, group in pairs(require("piptrust.statusline").groups) do
              links[state] = vim.api.nvim_get_hl(0, { name = group }).link
            end
            return links
            """
        )
        assert links["verified"] == "DiagnosticOk"
        assert links["failing"] == links["missing"] == links["ended"] == "DiagnosticError"
        assert links["unverified"] == "DiagnosticWarn"
        assert set(links) == {
            *(
                "checking",
                "verified",
                "unverified",
                "failing",
                "unknown",
                "off",
                "untrusted",
                "missing",
                "ended",
            )
        }


LUALINE = """
-- What lualine gives to its components: a class to extend, which makes a highlight group of `options.color`.
package.loaded["lualine.component"] = (function()
  local Component = {}
  Component.__index = Component
  function Component:extend()
    local class = { super = self }
    class.__index = class
    class.__call = nil
    return setmetatable(class, {
      __index = self,
      __call = function(made, options)
        local component = setmetatable({}, made)
        component:init(options)
        return component
      end,
    })
  end
  function Component:init(options)
    self.options = options
  end
  return Component
end)()
"""


@every_release
def test_the_lualine_component_has_the_text_and_the_colour_of_the_state(lab: Lab, release: str) -> None:
    variables = variables_for(lab.config.parents[3], lab.variables)
    with neovim(release, lab.project, variables, init=LUALINE) as nvim:
        nvim.lua("_G.component = require('lualine.components.piptrust')({})")
        assert nvim.lua("return _G.component:update_status()") == ""
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        assert nvim.lua("return _G.component:update_status()").startswith("✗ pip fails: ")
        assert nvim.lua("return _G.component.options.color()") == "PiptrustFailing"
        own = nvim.lua("return require('lualine.components.piptrust')({ color = 'Comment' }).options.color")
        assert own == "Comment"


@every_release
def test_an_untrusted_folder_is_not_probed(lab: Lab, release: str) -> None:
    variables = variables_for(lab.config.parents[3], lab.variables)
    options = "{ trust = function(root) return root == nil end }"
    with neovim(release, lab.project, variables, options=options) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("not trusted", STATUSLINE)
        assert highlights(nvim) == ["PiptrustUntrusted"]
    assert lab.server.names == []


@every_release
def test_fixes_are_chosen_from_the_status_and_new_files_open_in_a_split(lab: Lab, release: str) -> None:
    variables = variables_for(lab.config.parents[3], lab.variables)
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        answer_selections(nvim, str(lab.root))
        nvim.nvim.command("Piptrust fix")
        nvim.wait_for_status("✓", STATUSLINE)
        (question,) = questions(nvim)
        assert str(question["prompt"]).startswith("pip fails: ")
        nvim.wait_until(lambda: len(nvim.nvim.windows) == 2, "a split")
        names = {Path(window.buffer.name) for window in nvim.nvim.windows}
        assert names == {lab.project / "requirements.txt", lab.site_config}
    assert lab.site_config.read_text(encoding="utf-8") == f"[global]\ncert = {lab.root}\n"
