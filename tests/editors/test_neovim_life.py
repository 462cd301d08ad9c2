"""Starting, failing and ending: what becomes of the server's process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from editors.neovim import (
    STATUSLINE,
    TRUSTED_SCHEME,
    every_release,
    neovim,
    put_program,
    server_processes,
    variables_for,
)
from editors.nvim_driver import Nvim


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    (folder / "pip.conf").write_text(TRUSTED_SCHEME, encoding="utf-8")
    return folder


def alive(pid: int) -> bool:
    """Whether a process runs: one that ended, but that nobody waited for, does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 10
    while alive(pid):
        assert time.monotonic() < deadline, f"process {pid} outlived its editor"
        time.sleep(0.05)


def started(nvim: Nvim) -> int:
    """Opens the configuration; the process id of its server."""
    nvim.open("pip.conf")
    nvim.wait_for_diagnostics(1)
    (pid,) = server_processes(nvim)
    return pid


@every_release
def test_a_server_that_is_killed_is_started_again(project: Path, tmp_path: Path, release: str) -> None:
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        first = started(nvim)
        os.kill(first, signal.SIGKILL)
        nvim.wait_for_status("server ended", STATUSLINE)
        nvim.wait_until(lambda: server_processes(nvim), "another server")
        nvim.wait_for_status("not probing", STATUSLINE)
        nvim.wait_for_diagnostics(1)
        assert server_processes(nvim) != [first]


@every_release
def test_a_server_that_always_fails_is_given_up_with_a_word(
    project: Path, tmp_path: Path, release: str
) -> None:
    variables = variables_for(tmp_path)
    put_program(tmp_path / "bin", "piptrust", "false")
    with neovim(release, project, variables) as nvim:
        nvim.open("pip.conf")
        nvim.wait_until(lambda: "names its log" in nvim.messages(), "the last word")
        assert nvim.status_text(STATUSLINE) == "✗ piptrust's server ended"
        # Neovim's own words beside ours, once for each start: the first, and three more.
        assert nvim.messages().count("names its log") == 1
        put_program(tmp_path / "bin")
        nvim.nvim.command("Piptrust restart")
        nvim.wait_for_status("not probing", STATUSLINE)


@every_release
def test_restart_starts_another_server_for_the_same_buffers(
    project: Path, tmp_path: Path, release: str
) -> None:
    (project / "requirements.txt").write_text("--cert x\n")
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        first = started(nvim)
        nvim.open("requirements.txt")
        nvim.wait_for_diagnostics(1)
        nvim.nvim.command("Piptrust restart")
        wait_for_end(first)
        nvim.wait_until(lambda: len(server_processes(nvim)) == 1, "another server")
        nvim.wait_until(
            lambda: (
                nvim.lua("return #vim.tbl_keys((vim.lsp.get_clients()[1] or {}).attached_buffers or {})") == 2
            ),
            "both buffers",
        )
        nvim.wait_for_diagnostics(1)


@every_release
@pytest.mark.parametrize("command", ["qall!", "confirm qall", "cquit 3"])
def test_no_process_outlives_neovim(project: Path, tmp_path: Path, release: str, command: str) -> None:
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        server = started(nvim)
        editor = int(nvim.lua("return vim.uv.os_getpid()"))
        nvim.end(command)
        wait_for_end(editor)
        wait_for_end(server)


@every_release
def test_no_process_outlives_a_neovim_that_is_killed(project: Path, tmp_path: Path, release: str) -> None:
    with neovim(release, project, variables_for(tmp_path)) as nvim:
        server = started(nvim)
        os.kill(int(nvim.lua("return vim.uv.os_getpid()")), signal.SIGKILL)
        wait_for_end(server)


@every_release
def test_without_a_server_one_message_says_what_to_do(project: Path, tmp_path: Path, release: str) -> None:
    variables = variables_for(tmp_path)
    (tmp_path / "bin" / "piptrust").unlink()
    with neovim(release, project, variables) as nvim:
        nvim.open("pip.conf")
        assert nvim.wait_for_status(".", STATUSLINE) == "✗ piptrust is not installed"
        nvim.open("requirements.txt")
        nvim.wait_for_status("not installed", STATUSLINE)
        assert nvim.messages().count("was not found") == 1
        assert nvim.clients() == []
        # It is installed meanwhile.
        put_program(tmp_path / "bin")
        nvim.nvim.command("Piptrust restart")
        nvim.wait_for_status("not probing", STATUSLINE)


@every_release
def test_a_program_of_the_project_is_started_only_where_the_user_says_so(
    project: Path, tmp_path: Path, release: str
) -> None:
    variables = variables_for(tmp_path)
    (tmp_path / "bin" / "piptrust").unlink()
    mark = tmp_path / "started"
    words = ("sh", "-c", f'touch {mark}; exec "{tmp_path}/elsewhere/piptrust" "$@"', "piptrust")
    put_program(tmp_path / "elsewhere")
    put_program(project / ".venv" / "bin", "piptrust", *words)
    with neovim(release, project, variables) as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_status("not installed", STATUSLINE)
    assert not mark.exists()
    with neovim(release, project, variables, options="{ project_environment = true }") as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_diagnostics(1)
    assert mark.exists()


@every_release
def test_an_explicit_command_line_comes_first(project: Path, tmp_path: Path, release: str) -> None:
    variables = variables_for(tmp_path)
    put_program(tmp_path / "bin", "piptrust", "false")
    mine = put_program(tmp_path / "mine") / "piptrust"
    with neovim(release, project, variables, options=f"{{ cmd = {{ '{mine}', 'lsp' }} }}") as nvim:
        started(nvim)


@pytest.mark.parametrize("release", ["nvim", "nvim-edge"])
def test_what_the_user_gives_to_vim_lsp_config_counts(project: Path, tmp_path: Path, release: str) -> None:
    variables = variables_for(tmp_path)
    put_program(tmp_path / "bin", "piptrust", "false")
    mine = put_program(tmp_path / "mine") / "piptrust"
    init = f"""
      vim.lsp.config("piptrust", {{
        cmd = {{ "{mine}", "lsp" }},
        settings = {{ piptrust = {{ rules = {{ ["trusted-host-has-scheme"] = "off" }} }} }},
      }})
    """
    with neovim(release, project, variables, init=init) as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_status("not probing", STATUSLINE)
        assert nvim.diagnostics() == []
