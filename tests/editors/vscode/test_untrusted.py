"""A workspace that nobody trusts: files are checked, and nothing that it names is run or connected to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors.lab import Lab, company
from editors.vscode.conftest import pictured
from editors.vscode.driver.workbench import Workbench, open_workbench
from editors.vscode.product import STATUS

_NO_QUESTION = {
    "security.workspace.trust.enabled": True,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
}


def test_nothing_is_run_nor_connected_to_until_trust_is_granted(
    request: pytest.FixtureRequest, browser: Browser, vsix: Path, tmp_path: Path, artifacts: Path
):
    with company(tmp_path) as lab:
        traps = Traps(lab, tmp_path / "sprung")
        with (
            open_workbench(
                browser,
                lab.project,
                extensions=[vsix],
                env=lab.variables,
                trusted=False,
                settings=_NO_QUESTION,
                open_file="windows/pip.ini",
            ) as code,
            pictured(request, code, artifacts),
        ):
            code.wait_for_status(STATUS, "not trusted")
            assert "lock" in code.status_icons(STATUS)
            code.wait_for_codes("windows/pip.ini", {"trusted-host-has-scheme"})
            code.run_command("piptrust: Check now whom pip trusts")
            code.page.wait_for_timeout(3000)
            code.wait_for_status(STATUS, "not trusted")
            code.screenshot(artifacts / "vscode-untrusted.png")
            assert lab.server.names == []
            assert traps.sprung() == []
            traps.remove()
            grant_trust(code)
            code.wait_for_status(STATUS, "failing")
            assert lab.server.names != []


def grant_trust(code: Workbench) -> None:
    code.run_command("Workspaces: Manage Workspace Trust")
    button = code.page.locator(".workspace-trust-editor .monaco-button").filter(has_text="Trust").first
    button.wait_for()
    button.click()


class Traps:
    """Programs that a workspace would like to have run; each leaves a trace."""

    def __init__(self, lab: Lab, trace: Path) -> None:
        self._trace = trace
        self._settings = lab.project / ".vscode" / "settings.json"
        self._python = lab.project / ".venv" / "bin" / "python"
        self._real = self._python.readlink()
        self._python.unlink()
        self._lay(self._python, "environment")
        evil = lab.project / "evil"
        evil.mkdir()
        for name in ("interpreter", "serverPython", "serverCommand"):
            self._lay(evil / name, name)
        self._settings.parent.mkdir()
        chosen = {
            "piptrust.interpreter": str(evil / "interpreter"),
            "piptrust.serverPython": str(evil / "serverPython"),
            "piptrust.serverCommand": [str(evil / "serverCommand")],
        }
        self._settings.write_text(json.dumps(chosen), encoding="utf-8")

    def _lay(self, path: Path, name: str) -> None:
        path.write_text(f"#!/bin/sh\necho {name} >> '{self._trace}'\nexit 1\n", encoding="utf-8")
        path.chmod(0o755)

    def sprung(self) -> list[str]:
        return self._trace.read_text(encoding="utf-8").split() if self._trace.exists() else []

    def remove(self) -> None:
        self._settings.unlink()
        self._python.unlink()
        self._python.symlink_to(self._real)
