"""The same in Russian: the extension's words, and the server's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors.lab import company
from editors.vscode.conftest import pictured
from editors.vscode.driver.workbench import open_workbench
from editors.vscode.product import CLIENT, STATUS


def test_a_russian_workbench_shows_russian_words(
    request: pytest.FixtureRequest, browser: Browser, vsix: Path, tmp_path: Path, artifacts: Path
):
    words = json.loads((CLIENT / "l10n" / "bundle.l10n.ru.json").read_text(encoding="utf-8"))
    titles = json.loads((CLIENT / "package.nls.ru.json").read_text(encoding="utf-8"))
    with (
        company(tmp_path) as lab,
        open_workbench(browser, lab.project, extensions=[vsix], env=lab.variables, language="ru") as code,
        pictured(request, code, artifacts),
    ):
        code.wait_for_status(STATUS, words["failing"])
        assert "Corp Issuing CA" in code.status_tooltip(STATUS)
        code.open("windows/pip.ini")
        code.run_command(f"piptrust: {titles['command.showReport']}")
        page = code.webview(words["Copy as Markdown"])
        code.screenshot(artifacts / "vscode-russian.png")
        assert words["Check now"] in page.locator("body").inner_text()
