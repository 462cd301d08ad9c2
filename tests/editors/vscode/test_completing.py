"""What is offered while one types, and what the formatter makes of a file, as a user of VS Code sees it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from editors.lab import HOST, Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS


@pytest.fixture
def settings(lab: Lab) -> Path:
    """A configuration file that no pip reads, without anything in it that would be found fault with."""
    file = lab.project / "made" / "pip.conf"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"[global]\nindex-url = https://{HOST}/simple\n\n", encoding="utf-8")
    return file


def offered(code: Workbench, wanted: str) -> list[str]:
    """The labels of the suggestions that are shown, once the wanted one is among them."""
    widget = code.page.locator(".suggest-widget.visible")
    rows = widget.locator(".monaco-list-row .label-name")

    def shown() -> list[str]:
        labels = rows.all_inner_texts()
        return labels if wanted in labels else []

    return code.until(shown, f"{wanted!r} to be suggested")


def test_an_option_and_its_value_are_written_by_choosing(code: Workbench, settings: Path, artifacts: Path):
    code.open(settings)
    code.wait_for_status(STATUS, "failing")
    code.goto(3)
    code.type("trusted")
    assert offered(code, "trusted-host")[0] == "trusted-host"
    code.screenshot(artifacts / "vscode-completion-option.png")
    code.press("Enter")
    code.until(lambda: "trusted-host = " in code.editor_text(), "the option to be written")
    code.press("Control+Space")
    assert HOST in offered(code, HOST)
    code.screenshot(artifacts / "vscode-completion-host.png")
    while code.page.locator(".suggest-widget .monaco-list-row.focused .label-name").inner_text() != HOST:
        code.press("ArrowDown")
    code.press("Enter")
    code.until(lambda: f"trusted-host = {HOST}" in code.editor_text(), "the host to be written")


def test_a_requirement_is_written_by_choosing(code: Workbench, lab: Lab, artifacts: Path):
    listed = lab.project / "requirements.txt"
    (lab.project / "base one.txt").write_text("pip\n", encoding="utf-8")
    listed.write_text("\n", encoding="utf-8")
    code.open(listed)
    code.wait_for_status(STATUS, "failing")
    code.goto(1)
    code.type("-r ")
    offered(code, "base one.txt")
    code.screenshot(artifacts / "vscode-completion-include.png")
    code.press("Enter")
    code.until(lambda: "-r base\\ one.txt" in code.editor_text(), "the file to be written")
    code.press("Enter")
    code.type("pi")
    offered(code, "pip")
    code.press("Enter")
    code.type("~=")
    # The environment borrows the pip of ours.
    assert offered(code, version("pip"))[0] == version("pip")
    code.screenshot(artifacts / "vscode-completion-version.png")


def test_a_file_is_formatted_by_the_usual_command(code: Workbench, settings: Path):
    settings.write_text(
        "[global]\n  timeout=60\n  proxy  = http://p.test:1\n\n\n\n[install]\nuser=no\n", encoding="utf-8"
    )
    code.open(settings)
    code.focus_editor()
    code.press("Control+Shift+i")
    wanted = "[global]\ntimeout = 60\nproxy = http://p.test:1\n\n[install]\nuser = no"
    code.until(lambda: code.editor_text().strip() == wanted, "the file to be formatted")


def test_an_include_follows_a_file_that_is_renamed(code: Workbench, lab: Lab):
    listed = lab.project / "requirements.txt"
    listed.write_text("-r parts.txt\n", encoding="utf-8")
    (lab.project / "parts.txt").write_text("pip\n", encoding="utf-8")
    code.open(listed)
    code.wait_for_status(STATUS, "failing")
    code.page.locator(".explorer-folders-view .monaco-list-row", has_text="parts.txt").first.click()
    code.press("F2")
    box = code.page.locator(".explorer-folders-view .monaco-inputbox input")
    box.fill("other parts.txt")
    box.press("Enter")
    assert "piptrust" in code.dialogue()
    code.press_button("OK")
    code.open(listed)
    code.until(lambda: '-r "other parts.txt"' in code.editor_text(), "the include to follow")
    code.until(lambda: (lab.project / "other parts.txt").is_file(), "the file to be renamed")
    (lab.project / "other parts.txt").unlink()
