"""What is shown unasked, and what leads from place to place, as people see it."""

from __future__ import annotations

from pathlib import Path

from editors.lab import HOST, Lab
from editors.vscode.driver.workbench import Workbench


def lenses(code: Workbench) -> list[str]:
    return code.page.locator(".codelens-decoration").all_inner_texts()


def test_hints_and_lenses_say_what_the_handshake_showed(code: Workbench, lab: Lab, artifacts: Path):
    lab.config.write_text(f"{lab.trusted_text}timeout = 3\n\n[install]\ntimeout = 9\n", encoding="utf-8")
    code.server.write_settings({"editor.inlayHints.enabled": "on"})
    try:
        code.open(lab.config)
        for words in ("verified", "1 certificate", "overridden for pip install by [install]"):
            code.until(lambda words=words: words in code.editor_text(), words)
    finally:
        code.server.write_settings({"editor.inlayHints.enabled": "off"})
    code.until(lambda: any("TLS 1.3 · check again" in lens for lens in lenses(code)), "a lens")
    code.screenshot(artifacts / "vscode-glance.png")
    connections = len(lab.server.names)
    code.page.locator(".codelens-decoration a").first.click()
    code.until(lambda: len(lab.server.names) > connections, "another handshake")


def test_definition_leads_to_what_beats_a_value_and_rename_to_every_file(
    code: Workbench, lab: Lab, artifacts: Path
):
    lab.config.write_text("[global]\ntimeout = 3\n\n[install]\ntimeout = 9\n", encoding="utf-8")
    code.open(lab.config)
    code.goto(2, 3)
    code.press("F12")
    place = code.page.locator(".statusbar-item", has_text="Ln 5, Col 1")
    code.until(lambda: place.count() > 0, "the caret in [install]")

    windows = lab.project / "windows" / "pip.ini"
    (lab.project / "requirements.txt").write_text(f"--trusted-host {HOST}\n", encoding="utf-8")
    code.open(windows)
    code.goto(3, 22)
    code.press("F2")
    box = code.page.locator(".rename-box input, .rename-box textarea").first
    box.fill("mirror.corp.test")
    code.screenshot(artifacts / "vscode-rename.png")
    box.press("Enter")
    code.until(lambda: "mirror.corp.test" in code.editor_text(), "the new name")
    code.run_command("File: Save All Files")
    code.until(lambda: HOST not in windows.read_text(encoding="utf-8"), "the file to be saved")
    assert (lab.project / "requirements.txt").read_text(
        encoding="utf-8"
    ) == "--trusted-host mirror.corp.test\n"
