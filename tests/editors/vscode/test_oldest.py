"""The oldest VS Code that the extension declares, or near it: the short story."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors import installed
from editors.lab import company
from editors.vscode.conftest import pictured
from editors.vscode.driver.workbench import open_workbench
from editors.vscode.product import STATUS


def test_from_failing_to_trusted_in_the_oldest_release(
    request: pytest.FixtureRequest, browser: Browser, vsix: Path, tmp_path: Path, artifacts: Path
):
    with (
        company(tmp_path) as lab,
        open_workbench(
            browser,
            lab.project,
            extensions=[vsix],
            env=lab.variables,
            editor=installed.find("vscode-floor"),
            open_file="windows/pip.ini",
        ) as code,
        pictured(request, code, artifacts),
    ):
        code.wait_for_status(STATUS, "failing")
        code.wait_for_codes("windows/pip.ini", {"trusted-host-has-scheme"})
        code.open(lab.config)
        code.wait_for_codes(".config/pip/pip.conf", {"handshake-failed"})
        code.goto(2, 14)
        code.quick_fix("Set cert to", edits=False)
        code.wait_for_status(STATUS, "trusted")
        assert lab.site_config.read_text(encoding="utf-8") == f"[global]\ncert = {lab.root}\n"
        code.screenshot(artifacts / "vscode-oldest.png")
