"""The server's process: it comes back when it dies, and goes with the window."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors.lab import HOST, Lab, company
from editors.vscode.conftest import pictured
from editors.vscode.driver.processes import processes_naming
from editors.vscode.driver.workbench import Workbench, open_workbench
from editors.vscode.product import STATUS
from support.lab.authority import Authority
from support.lab.server import LabServer

MOST_CRASHES = 5


@pytest.fixture
def alone(
    request: pytest.FixtureRequest, browser: Browser, vsix: Path, tmp_path: Path, artifacts: Path
) -> Iterator[tuple[Workbench, Lab]]:
    """A workbench that may be broken."""
    with (
        company(tmp_path) as lab,
        open_workbench(browser, lab.project, extensions=[vsix], env=lab.variables) as code,
        pictured(request, code, artifacts),
    ):
        yield code, lab


def language_servers(code: Workbench) -> set[int]:
    """Processes that run the server of this workbench."""
    named = processes_naming(str(code.server.profile))
    return {number for number, command in named.items() if " lsp" in command and "main.py" in command}


def agents(code: Workbench) -> set[int]:
    """Processes that make handshakes for this workbench."""
    named = processes_naming(str(code.server.profile))
    return {number for number, command in named.items() if "agent.py" in command}


def test_a_server_that_dies_is_started_again_until_that_is_no_help(alone: tuple[Workbench, Lab]):
    code, _ = alone
    code.wait_for_status(STATUS, "failing")
    for crash in range(MOST_CRASHES):
        (server,) = code.until(lambda: language_servers(code), f"a server after {crash} crashes")
        os.kill(server, signal.SIGKILL)
        code.until(lambda gone=server: gone not in language_servers(code), "the server to be gone")
        if crash < MOST_CRASHES - 1:
            code.wait_for_status(STATUS, "failing")
    code.wait_for_status(STATUS, "server not running")
    assert "error-kind" in code.status_classes(STATUS)
    code.wait_for_notification("ended 5 times")
    assert not language_servers(code)
    code.press_button("Restart server")
    code.wait_for_status(STATUS, "failing")


def test_restarting_makes_a_new_server(code: Workbench):
    code.wait_for_status(STATUS, "failing")
    before = language_servers(code)
    assert len(before) == 1
    code.run_command("piptrust: Restart server")
    code.until(lambda: language_servers(code) and not language_servers(code) & before, "another server")
    code.wait_for_status(STATUS, "failing")


def test_closing_the_window_leaves_no_process(alone: tuple[Workbench, Lab]):
    code, lab = alone
    code.wait_for_status(STATUS, "failing")
    hanging = LabServer(Authority("Corp Root").issue(HOST), fault="hang")
    try:
        code.server.write_settings({"piptrust.probe.timeout": 600})
        lab.config.write_text(f"[global]\nindex-url = {hanging.url(HOST)}\n", encoding="utf-8")
        code.until(lambda: agents(code), "an agent that waits for an answer")
        left = language_servers(code) | agents(code)
        assert len(left) >= 2
        code.close_window()
        code.until(lambda: not left & processes_naming("").keys(), "server and agent to end")
    finally:
        hanging.close()


def test_where_no_python_fits_the_status_says_why(browser: Browser, vsix: Path, tmp_path: Path):
    with company(tmp_path) as lab:
        programs = tmp_path / "programs"
        programs.mkdir()
        (programs / "python3").write_text("#!/bin/sh\necho '3.8.1|/usr/bin/python3.8'\n", encoding="utf-8")
        (programs / "python3").chmod(0o755)
        lab.set_path(programs)
        with open_workbench(browser, lab.project, extensions=[vsix], env=lab.variables) as code:
            code.wait_for_status(STATUS, "server not running")
            told = code.status_label(STATUS)
            assert "needs Python 3.9 or newer" in told
            assert "It is Python 3.8.1" in told
