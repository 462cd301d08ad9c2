"""Where the Python extension is installed, its choice is whose pip is meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors.lab import company
from editors.vscode.conftest import pictured
from editors.vscode.driver.package import pack
from editors.vscode.driver.workbench import open_workbench
from editors.vscode.product import STATUS
from editors.vscode.test_lifecycle import language_servers

_STAND_IN = Path(__file__).parent / "fake_python"


def test_another_interpreter_is_probed_without_a_restart(
    request: pytest.FixtureRequest, browser: Browser, vsix: Path, tmp_path: Path, artifacts: Path
):
    python = pack(_STAND_IN, tmp_path / "python.vsix")
    with company(tmp_path) as lab:
        other = lab.project / "other"
        shutil.copytree(lab.project / ".venv", other, symlinks=True)
        (other / "pip.conf").write_text(f"[global]\ncert = {lab.root}\n", encoding="utf-8")
        first = {"python.defaultInterpreterPath": str(lab.project / ".venv" / "bin" / "python")}
        with (
            open_workbench(
                browser, lab.project, extensions=[vsix, python], settings=first, env=lab.variables
            ) as code,
            pictured(request, code, artifacts),
        ):
            code.wait_for_status(STATUS, "failing")
            assert "chosen in the Python extension" in code.status_tooltip(STATUS)
            before = language_servers(code)
            code.server.write_settings({"python.defaultInterpreterPath": str(other / "bin" / "python")})
            code.wait_for_status(STATUS, "trusted")
            assert str(other / "bin" / "python") in code.status_tooltip(STATUS)
            # A change of our own settings does not make the choice forgotten.
            code.server.write_settings({"piptrust.probe.enable": False})
            code.wait_for_status(STATUS, "not checked")
            code.server.write_settings({"piptrust.probe.enable": None})
            code.wait_for_status(STATUS, "trusted")
            assert language_servers(code) == before
