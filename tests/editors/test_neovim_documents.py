"""Diagnostics, fixes and filetypes in real Neovims; nothing is probed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editors.neovim import (
    STATUSLINE,
    TRUSTED_SCHEME,
    answer_selections,
    every_release,
    neovim,
    questions,
    server_processes,
    variables_for,
)
from editors.nvim_driver import Nvim

REMOVAL = "Remove 'https://index.test:8443' from trusted-host"
LOWERING = "Write 'index.test:8443', which turns off certificate checks (lowers security)"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    (folder / "pip.conf").write_text(TRUSTED_SCHEME, encoding="utf-8")
    return folder


@every_release
def test_a_problem_is_shown_and_its_fix_changes_only_what_it_must(
    project: Path, tmp_path: Path, release: str
) -> None:
    text = TRUSTED_SCHEME.replace("\n", "\r\n") + "# größer\r\n"
    (project / "pip.conf").write_bytes(text.encode())
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        nvim.open("pip.conf")
        (problem,) = nvim.wait_for_diagnostics(1)
        assert (problem["code"], problem["severity"]) == ("trusted-host-has-scheme", "error")
        assert (problem["line"], problem["column"]) == (3, 16)
        assert "certificate" in nvim.hover(3, 1)
        titles = nvim.quick_fixes(3, 16)
        assert titles[0] == REMOVAL
        nvim.quick_fix(REMOVAL, 3, 16)
        nvim.wait_for_diagnostics(0)
        nvim.save()
    lines = text.splitlines(keepends=True)
    assert (project / "pip.conf").read_bytes() == "".join([*lines[:2], lines[3]]).encode()


@every_release
def test_what_lowers_security_asks_through_vim_ui_select(project: Path, tmp_path: Path, release: str) -> None:
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_diagnostics(1)
        answer_selections(nvim, None)
        choose(nvim, LOWERING)
        nvim.wait_until(lambda: questions(nvim), "a question")
        (question,) = questions(nvim)
        assert question["prompt"].startswith(LOWERING)
        assert question["items"] == ["Apply"]
        nvim.lua("vim.wait(300)")
        assert nvim.text().startswith(TRUSTED_SCHEME.rstrip())
        answer_selections(nvim, "Apply")
        choose(nvim, LOWERING)
        nvim.wait_until(lambda: "trusted-host = index.test:8443" in nvim.text(), "the change")


def choose(nvim: Nvim, title: str) -> None:
    nvim.goto(3, 16)
    nvim.lua(
        """
        local wanted = ...
        vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == wanted end })
        """,
        title,
    )


@every_release
def test_filetypes_stay_what_neovim_has_and_pip_files_get_comments_and_syntax(
    project: Path, tmp_path: Path, release: str
) -> None:
    (project / "other.ini").write_text("[a]\nb = 1\n", encoding="utf-8")
    with neovim(release, project, variables_for(tmp_path), init="vim.cmd.syntax('on')") as nvim:
        nvim.open("pip.conf")
        assert (nvim.filetype(), nvim.lua("return vim.bo.commentstring")) == ("dosini", "# %s")
        nvim.nvim.current.buffer[:] = [
            "[global]",
            "trusted-host =",
            "    a.test",
            "# words",
            "    b = c",
            "proxy: http://${NAME}.test",
        ]
        assert groups(nvim) == [
            "pipconfKnownSection",
            "pipconfRisky",
            "pipconfContinued",
            "pipconfComment",
            "pipconfContinued",
            "pipconfName",
        ]
        assert group(nvim, 6, 9) == "pipconfUrl"
        assert group(nvim, 6, 16) == "pipconfVariable"
        nvim.open("other.ini")
        assert (nvim.filetype(), nvim.lua("return vim.bo.commentstring")) == ("dosini", "; %s")
        assert group(nvim, 2, 1) == "dosiniLabel"


def groups(nvim: Nvim) -> list[str]:
    """The syntax group of each line's sixth character, but of the last one's first."""
    columns = (6, 6, 6, 6, 6, 1)
    return [group(nvim, number, column) for number, column in enumerate(columns, 1)]


def group(nvim: Nvim, line: int, column: int) -> str:
    return str(
        nvim.lua(
            "return vim.fn.synIDattr(vim.fn.synID(select(1, ...), select(2, ...), 1), 'name')", line, column
        )
    )


@every_release
def test_files_are_chosen_by_path_as_the_protocol_says(project: Path, tmp_path: Path, release: str) -> None:
    named = tmp_path / "named.cfg"
    variables = variables_for(tmp_path)
    variables["PIP_CONFIG_FILE"] = str(named)
    expected = {
        "pip.ini": "configuration",
        "requirements.txt": "requirements",
        "dev-requirements.in": "requirements",
        "requirements-dev.txt": "requirements",
        "requirements/base.txt": "requirements",
        "constraints-3.11.txt": "requirements",
        str(named): "configuration",
        "my-constraints.txt": None,
        "notes.txt": None,
        "pip.conf.bak": None,
        "requirements.toml": None,
        "": None,
    }
    with neovim(release, project, variables) as nvim:
        kinds = {
            path: nvim.lua("return require('piptrust.documents').kind(...)", path and str(project / path))
            for path in expected
        }
        assert kinds == expected
        for path, kind in expected.items():
            if path:
                nvim.open(path)
                filetype = {"configuration": "dosini", "requirements": "requirements"}.get(kind or "")
                assert filetype is None or nvim.filetype() == filetype
                nvim.lua("vim.wait(50)")
                attached = bool(nvim.lua("return #vim.lsp.get_clients({ bufnr = 0 }) > 0"))
                assert not (attached and kind is None), path


@every_release
def test_included_files_are_read_whatever_their_names(project: Path, tmp_path: Path, release: str) -> None:
    (project / "requirements.txt").write_text(
        "-r deps/first.txt  # the first\n--constraint=deps/limits.lst\n-r https://index.test/r.txt\n"
    )
    (project / "deps").mkdir()
    (project / "deps" / "first.txt").write_text('-r "../deps/second"\n')
    (project / "deps" / "second").write_text("--cert x\n")
    (project / "deps" / "limits.lst").write_text("--cert y\n")
    (project / "deps" / "other.txt").write_text("--cert z\n")
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        # Nothing was opened that includes it: the disk tells.
        nvim.open("deps/second")
        assert nvim.filetype() == "requirements"
        (problem,) = nvim.wait_for_diagnostics(1)
        assert problem["code"] == "requirements-option-not-allowed"
        nvim.open("deps/other.txt")
        assert nvim.filetype() == "text"
        # Neovim knows the ending; the file that includes it was opened.
        nvim.open("requirements.txt")
        nvim.open("deps/limits.lst")
        assert nvim.filetype() == "requirements"
        nvim.wait_for_diagnostics(1)


@every_release
@pytest.mark.parametrize("first", ["project", "user"])
def test_one_server_looks_at_all_folders_and_says_each_thing_once(
    project: Path, tmp_path: Path, release: str, first: str
) -> None:
    other = tmp_path / "other"
    (other / "requirements").mkdir(parents=True)
    (other / "pyproject.toml").touch()
    (other / "requirements" / "base.txt").write_text("--cert x\n")
    variables = variables_for(tmp_path)
    user = Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    user.parent.mkdir(parents=True)
    user.write_text(TRUSTED_SCHEME, encoding="utf-8")
    files = [project / "pip.conf", other / "requirements" / "base.txt", user]
    with neovim(release, project, variables) as nvim:
        for path in files if first == "project" else reversed(files):
            nvim.open(path)
            nvim.wait_for_diagnostics(1)
        assert len(server_processes(nvim)) == 1
        for path, folder in ((files[0], project), (files[1], other)):
            nvim.open(path)
            nvim.wait_for_status("not probing", STATUSLINE)
            assert nvim.lua("return vim.uri_to_fname(require('piptrust').status().folder)") == str(folder)
        # The user's own configuration belongs to no folder, and to the pip of each.
        nvim.open(user)
        nvim.wait_for_status("not probing", STATUSLINE)
        nvim.lua("vim.wait(1000)")
        assert len(nvim.diagnostics()) == 1


@every_release
def test_folders_of_other_trust_have_another_server(project: Path, tmp_path: Path, release: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "requirements.txt").write_text("--cert x\n")
    options = f"{{ trust = function(root) return root == '{project}' end }}"
    with neovim(release, project, variables_for(tmp_path), options=options) as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_status("not probing", STATUSLINE)
        nvim.open(other / "requirements.txt")
        nvim.wait_for_status("not trusted", STATUSLINE)
        assert len(server_processes(nvim)) == 2


@every_release
def test_settings_and_language_reach_the_server(project: Path, tmp_path: Path, release: str) -> None:
    options = "{ settings = { rules = { ['trusted-host-has-scheme'] = 'hint' } }, locale = 'ru' }"
    init = """
      vim.api.nvim_create_autocmd('LspAttach', { callback = function(event)
        local client = vim.lsp.get_client_by_id(event.data.client_id)
        _G.seen = { id = client.get_language_id(event.buf, vim.bo[event.buf].filetype) }
      end })
      local start = vim.lsp.rpc.start
      vim.lsp.rpc.start = function(...)
        local rpc = start(...)
        local request = rpc.request
        rpc.request = function(method, params, ...)
          if method == 'initialize' then _G.initialize = params end
          return request(method, params, ...)
        end
        return rpc
      end
    """
    with neovim(release, project, variables_for(tmp_path), init=init, options=options) as nvim:
        nvim.open("pip.conf")
        (problem,) = nvim.wait_for_diagnostics(1)
        assert problem["severity"] == "hint"
        assert re.search("[а-я]{4}", problem["message"])
        assert nvim.lua("return _G.seen.id") == "pip-conf"
        assert nvim.lua("return _G.initialize.locale") == "ru"
        assert nvim.lua("return _G.initialize.initializationOptions") == {"workspaceTrusted": True}
