""":Piptrust and :checkhealth in real Neovims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pynvim
import pytest

from editors.lab import HOST, Lab, company
from editors.neovim import (
    STATUSLINE,
    answer_selections,
    every_release,
    neovim,
    questions,
    variables_for,
)
from editors.nvim_driver import Nvim


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with company(tmp_path) as made:
        (made.project / "requirements.txt").write_text("pip\n", encoding="utf-8")
        yield made


@pytest.fixture
def variables(lab: Lab, tmp_path: Path) -> dict[str, str]:
    return variables_for(tmp_path, lab.variables)


def shown(nvim: Nvim, command: str, subject: str) -> str:
    """Runs a command and returns what its window shows; the window is left open."""
    nvim.nvim.command(command)
    nvim.wait_until(lambda: nvim.nvim.current.buffer.name == f"piptrust://{subject}", command)
    return nvim.text()


@every_release
def test_answers_are_shown_in_scratch_buffers_of_markdown(
    lab: Lab, variables: dict[str, str], release: str
) -> None:
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)

        report = shown(nvim, "Piptrust report", "report")
        assert HOST in report
        assert "Corp Root" in report
        assert nvim.filetype() == "markdown"
        options = nvim.lua("return { vim.bo.buftype, vim.bo.modifiable, vim.bo.buflisted, vim.bo.swapfile }")
        assert options == ["nofile", False, False, False]
        # It is shown once, however often it is asked for; q closes it.
        nvim.nvim.command("wincmd p")
        shown(nvim, "Piptrust report", "report")
        assert len(nvim.nvim.windows) == 2
        nvim.nvim.feedkeys("q", "xt")
        assert len(nvim.nvim.windows) == 1
        assert nvim.nvim.current.buffer.name.endswith("requirements.txt")

        assert f"index-url  {lab.index}" in re.sub(" +", "  ", shown(nvim, "Piptrust config", "config"))
        nvim.nvim.command("close")
        status = shown(nvim, "Piptrust", "status")
        assert status.startswith("# pip fails: ")
        assert f"## {HOST}:{lab.server.port}" in status
        assert "- Fix: Set cert to " in status
        assert "tried in vain" in status


@every_release
def test_probe_makes_the_handshakes_now(lab: Lab, variables: dict[str, str], release: str) -> None:
    with neovim(
        release, lab.project, variables, options="{ settings = { probe = { timeout = 3 } } }"
    ) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        before = len(lab.server.names)
        nvim.nvim.command("Piptrust probe")
        nvim.wait_until(lambda: "piptrust: pip fails" in nvim.messages(), "the answer")
        assert len(lab.server.names) > before


OUTPUT = """\
$ pip install left-pad
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by \
'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has \
expired (_ssl.c:1006)'))': /simple/left-pad/
ERROR: No matching distribution found for left-pad
"""


@every_release
def test_explain_reads_a_range_a_register_or_the_buffer(
    lab: Lab, variables: dict[str, str], release: str
) -> None:
    (lab.project / "build.log").write_text("nothing\n" + OUTPUT, encoding="utf-8")
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("build.log")
        # No file of pip's is open: the server of the working directory is asked.
        said = shown(nvim, "2,3Piptrust explain", "explain")
        assert "expired" in said
        nvim.nvim.command("close")
        assert shown(nvim, "Piptrust explain", "explain") == said
        nvim.nvim.command("close")
        nvim.lua("vim.fn.setreg('x', ...)", OUTPUT)
        nvim.nvim.command("enew")
        assert shown(nvim, "Piptrust explain x", "explain") == said
        nvim.nvim.command("close")
        nvim.nvim.command("Piptrust explain")
        assert "there is no output of pip here" in nvim.messages()
        assert nvim.lua("return #vim.lsp.get_clients()") == 1


@every_release
def test_a_fix_that_only_a_shell_can_make_is_shown(lab: Lab, variables: dict[str, str], release: str) -> None:
    variables["REQUESTS_CA_BUNDLE"] = str(lab.outdated)
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        answer_selections(nvim, "Set REQUESTS_CA_BUNDLE")
        said = shown(nvim, "Piptrust fix", "fix")
        assert (
            f"export REQUESTS_CA_BUNDLE='{lab.root}'" in said
            or f"export REQUESTS_CA_BUNDLE={lab.root}" in said
        )


@every_release
def test_a_fix_that_lowers_security_asks_once_more(lab: Lab, variables: dict[str, str], release: str) -> None:
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        answer_selections(nvim, "Turn off certificate checks")
        nvim.nvim.command("Piptrust fix")
        nvim.wait_until(lambda: len(questions(nvim)) == 2, "the second question")
        first, second = questions(nvim)
        assert "lowers security" in first["items"][-1]
        assert (second["items"], "lowers security" in second["prompt"]) == (["Apply"], True)
        nvim.lua("vim.wait(500)")
        assert nvim.status_text(STATUSLINE).startswith("✗")
    assert lab.config.read_text(encoding="utf-8") == lab.failing_text


@every_release
def test_configuration_files_are_offered_and_opened(
    lab: Lab, variables: dict[str, str], release: str
) -> None:
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        answer_selections(nvim, str(lab.config))
        nvim.nvim.command("Piptrust open")
        nvim.wait_until(lambda: nvim.nvim.current.buffer.name == str(lab.config), "the file")
        (question,) = questions(nvim)
        scopes = [item.split()[0] for item in question["items"]]
        assert {"global", "user", "site"} <= set(scopes)
        assert any("(not there)" in item for item in question["items"])


@every_release
def test_trust_is_granted_by_command(lab: Lab, variables: dict[str, str], release: str) -> None:
    with neovim(release, lab.project, variables, options="{ trust = false }") as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("not trusted", STATUSLINE)
        nvim.nvim.command("Piptrust trust")
        nvim.wait_for_status("✗", STATUSLINE)


def test_completion_offers_what_makes_sense_here(lab: Lab, variables: dict[str, str]) -> None:
    with neovim("nvim", lab.project, variables) as nvim:
        complete = nvim.nvim.funcs.getcompletion
        everything = ["config", "explain", "open", "probe", "report", "restart", "status", "trust"]
        assert complete("Piptrust ", "cmdline") == everything
        assert complete("Piptrust re", "cmdline") == ["report", "restart"]
        assert complete("Piptrust explain ", "cmdline") == ['"', "*", "+"]
        assert complete("Piptrust probe ", "cmdline") == []
        nvim.open("requirements.txt")
        assert complete("Piptrust f", "cmdline") == ["fix"]
        with pytest.raises(pynvim.NvimError, match="there is no command nonsense"):
            nvim.nvim.command("Piptrust nonsense")


def checked_health(nvim: Nvim) -> str:
    """What ``:checkhealth`` says, as it is in every release."""
    nvim.nvim.command("checkhealth piptrust")
    text = nvim.text()
    nvim.nvim.command("bwipeout!")
    return re.sub(r"[^\x00-\x7f✗]+ (?=OK|WARNING|ERROR)", "", text)


@every_release
def test_health_tells_what_is_found_and_how_it_went(
    lab: Lab, variables: dict[str, str], release: str, tmp_path: Path
) -> None:
    with neovim(release, lab.project, variables) as nvim:
        nvim.open("requirements.txt")
        nvim.wait_for_status("✗", STATUSLINE)
        text = checked_health(nvim)
    python = lab.project / ".venv" / "bin" / "python"
    assert f"OK Found by PATH: {tmp_path}/bin/piptrust lsp" in text
    assert re.search(r"OK piptrust \d+\.\d+\.\d+", text)
    assert re.search(rf"OK Python: {python}\S* \(Python 3\.\d+\.\d+, pip \S+, OpenSSL ", text)
    assert re.search(r"ERROR Handshakes: pip fails: .*; last made: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", text)
    assert f"{HOST}:{lab.server.port} failed: " in text
    assert re.search(r"OK \S*requirements.txt: requirements", text)
    assert text.count("ERROR") == 1


@every_release
def test_health_tells_what_is_missing(
    lab: Lab, variables: dict[str, str], release: str, tmp_path: Path
) -> None:
    (tmp_path / "bin" / "piptrust").unlink()
    variables["PATH"] = f"{tmp_path}/bin:/usr/bin:/bin"
    with neovim(release, lab.project, variables, options="{ colour = 1, restart = 'no' }") as nvim:
        nvim.open("requirements.txt")
        text = checked_health(nvim)
    assert "ERROR piptrust was not found: not on PATH" in text
    assert "pipx install piptrust" in text
    assert "WARNING There is no option `colour`." in text
    assert "WARNING `restart` must be a boolean." in text
    assert re.search(r"WARNING \S*requirements.txt: no server looks at it", text)
    assert "None. One starts when a file of pip's is opened." in text


@every_release
def test_health_tells_that_nothing_was_enabled(
    lab: Lab, variables: dict[str, str], release: str, tmp_path: Path
) -> None:
    (tmp_path / "bin" / "piptrust").write_text("#!/bin/sh\necho no module piptrust >&2\nexit 1\n")
    undo = "vim.lsp.enable('piptrust', false)" if release != "nvim-floor" else ""
    with neovim(release, lab.project, variables) as nvim:
        nvim.lua(undo or "vim.api.nvim_del_augroup_by_name('piptrust.enable')")
        text = checked_health(nvim)
    assert "ERROR Nothing starts the server" in text
    assert "ERROR It does not start: no module piptrust" in text
