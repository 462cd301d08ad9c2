"""Emacs without a terminal, with the configuration of docs/editors.md."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from editors import installed
from editors.lab import company
from editors.neovim import TRUSTED_SCHEME, variables_for
from editors.page import configuration
from editors.tui import Terminal

STORY = Path(__file__).with_name("eglot_story.el")


def configured(tmp_path: Path) -> Path:
    """A user's configuration: the page's."""
    init = tmp_path / "init.el"
    init.write_text(f";; -*- lexical-binding: t -*-\n{configuration('emacs')}", encoding="utf-8")
    return init


def emacs(tmp_path: Path, variables: dict[str, str], file: Path, **expected: str) -> str:
    """What Emacs saw while it went through the story."""
    editor = installed.find("emacs")
    done = subprocess.run(
        [*editor.command, "--batch", "-Q", "-l", str(STORY)],
        cwd=file.parent,
        env={**editor.env, **variables, "INIT": str(configured(tmp_path)), "TARGET": str(file), **expected},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_problem_is_shown_and_its_fix_written(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    file = project / "pip.conf"
    file.write_text(TRUSTED_SCHEME + "# größer 𝔸\n", encoding="utf-8")
    removal = "Remove 'https://index.test:8443' from trusted-host"
    seen = emacs(
        tmp_path, variables_for(tmp_path), file, PROBLEM="traceback", FIX=removal, STATUS="not probing"
    )
    assert "mode: piptrust-conf-mode" in seen
    # The version is named once the interpreter has been asked, which may be before or after the first look.
    problem = r"problem: 3:16 piptrust \[trusted-host-has-scheme\]: pip (\S+ )?stops with a traceback"
    assert re.search(problem, seen)
    assert removal in seen
    lines = TRUSTED_SCHEME.splitlines(keepends=True)
    assert file.read_text(encoding="utf-8") == "".join(lines[:2]) + "# größer 𝔸\n"


def test_a_proven_fix_ends_the_failure(tmp_path: Path) -> None:
    with company(tmp_path) as lab:
        seen = emacs(
            tmp_path,
            variables_for(tmp_path, lab.variables),
            lab.config,
            PROBLEM="the root is on this machine",
            FIX=f"Set cert to {lab.root}",
            STATUS="pip verifies",
        )
        assert "(proven by a handshake)" in seen
        assert "status: pip verifies" in seen
        assert lab.config.read_text(encoding="utf-8") == lab.trusted_text


def test_the_mode_line_shows_the_status(tmp_path: Path, artifacts: Path) -> None:
    editor = installed.find("emacs")
    with company(tmp_path) as lab:
        env = {**editor.env, **variables_for(tmp_path, lab.variables)}
        command = [*editor.command, "-Q", "-l", str(configured(tmp_path)), str(lab.config)]
        with Terminal(command, cwd=lab.project, env=env, columns=130, timeout=60) as screen:
            screen.wait_for(r"\[pip fails: the root is on this machine")
            screen.keys("M-g", "n")
            screen.screenshot(artifacts / "emacs-failing.png")
            lab.config.write_text(lab.trusted_text, encoding="utf-8")
            screen.keys("M-x", "revert-buffer-quick", "Enter")
            screen.wait_for(r"\[pip verifies\]")
            screen.screenshot(artifacts / "emacs-trusted.png")
            screen.keys("C-x", "C-c")
            assert screen.wait_for_end() == 0
