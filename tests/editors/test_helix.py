"""Helix in a terminal, with the configuration of docs/editors.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editors import installed
from editors.lab import Lab, company
from editors.neovim import TRUSTED_SCHEME, variables_for
from editors.page import configuration
from editors.tui import Terminal


def helix(tmp_path: Path, variables: dict[str, str], file: Path) -> Terminal:
    """Helix with the page's configuration, showing ``file``."""
    editor = installed.find("helix")
    folder = Path(variables["XDG_CONFIG_HOME"]) / "helix"
    folder.mkdir(parents=True)
    (folder / "languages.toml").write_text(configuration("helix"), encoding="utf-8")
    (folder / "config.toml").write_text(configuration("helix-config"), encoding="utf-8")
    env = {**editor.env, **variables}
    return Terminal([*editor.command, str(file)], cwd=file.parent, env=env, columns=130, timeout=40)


def test_a_problem_is_shown_and_its_fix_written(tmp_path: Path, artifacts: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    file = project / "pip.conf"
    file.write_bytes(TRUSTED_SCHEME.replace("\n", "\r\n").encode())
    with helix(tmp_path, variables_for(tmp_path), file) as screen:
        screen.wait_for(r"pip (\S+ )?stops with a traceback")
        screen.press_until(r"\b3:1\b", "g", "g", "j", "j")
        screen.press_until("Remove 'https://index.test:8443' from trusted-host", "Space", "a")
        screen.screenshot(artifacts / "helix-fixes.png")
        screen.keys("Enter")
        screen.wait_until_gone("trusted-host = ")
        screen.keys(":write-quit", "Enter")
        assert screen.wait_for_end() == 0
    assert (
        file.read_bytes()
        == "".join(TRUSTED_SCHEME.splitlines(keepends=True)[:2]).replace("\n", "\r\n").encode()
    )


def test_requirements_are_read(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "dev-requirements.in").write_text("--cert x\n", encoding="utf-8")
    with helix(tmp_path, variables_for(tmp_path), project / "dev-requirements.in") as screen:
        screen.wait_for("requirements files cannot hold --cert")


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with company(tmp_path) as made:
        yield made


def test_a_proven_fix_ends_the_failure(lab: Lab, tmp_path: Path, artifacts: Path) -> None:
    with helix(tmp_path, variables_for(tmp_path, lab.variables), lab.config) as screen:
        screen.wait_for("the root is on this machine")
        screen.keys("j")
        screen.screenshot(artifacts / "helix-failing.png")
        screen.press_until(r"Set cert to \S*corp-root.pem", "Space", "a")
        screen.keys("Enter")
        screen.wait_for("cert = .*corp-root.pem")
        screen.wait_until_gone("the root is on this machine")
        screen.screenshot(artifacts / "helix-trusted.png")
        screen.keys(":write-quit", "Enter")
        assert screen.wait_for_end() == 0
    assert lab.config.read_text(encoding="utf-8") == lab.trusted_text
