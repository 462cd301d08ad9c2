"""Files as one edits them: what is underlined, explained, and repaired, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from editors.lab import HOST, WINDOWS, Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS

_NOT_NEEDED = "trusted-host = https://packages.corp.test\n"


@pytest.fixture
def windows(lab: Lab) -> Path:
    return lab.project / "windows" / "pip.ini"


def test_a_problem_is_underlined_listed_explained_and_repaired(
    code: Workbench, windows: Path, artifacts: Path
):
    code.open(windows)
    (problem,) = code.wait_for_codes("windows/pip.ini", {"trusted-host-has-scheme"})
    assert (problem.severity, problem.line, problem.column) == ("warning", 4, 16)
    assert problem.source == "piptrust"
    assert "pip ignores this entry" in problem.message
    assert code.squiggles("warning") == 1
    assert code.squiggles("error") == 0
    assert "packages.corp.test" in code.hover(4, 20, expect="write the bare host")
    first, *others = code.quick_fixes()
    assert first.startswith("Remove 'https://packages.corp.test'")
    assert "lowers security" not in "".join(others[:-1])
    code.screenshot(artifacts / "vscode-quick-fix.png")
    code.quick_fix("Remove 'https://packages.corp.test'")
    code.save()
    assert windows.read_bytes() == WINDOWS.replace(_NOT_NEEDED, "").encode()
    code.wait_for_codes("windows/pip.ini", set())


def test_a_requirements_file_is_read_whatever_its_language(code: Workbench, lab: Lab):
    listed = lab.project / "requirements.txt"
    text = f"--index-url {lab.index}\nrequests==2.32  # ü\n".replace("https:", "http:")
    listed.write_text(text, encoding="utf-8")
    lab.config.write_text(lab.trusted_text, encoding="utf-8")
    code.open(listed)
    problem = code.wait_for_problem("requirements.txt", "http-index")
    assert (problem.severity, problem.line, problem.column) == ("error", 1, 13)
    code.goto(1, 14)
    code.quick_fix("Use https for packages.corp.test")
    code.save()
    assert listed.read_bytes() == text.replace("http:", "https:").encode()
    code.wait_for_codes("requirements.txt", set())


def test_what_lowers_security_is_shown_before_it_is_done(code: Workbench, lab: Lab, artifacts: Path):
    code.open(lab.config)
    code.wait_for_codes(".config/pip/pip.conf", {"handshake-failed"})
    code.goto(2, 14)
    *_, last = code.quick_fixes()
    assert "lowers security" in last
    code.quick_fix(last, edits=False)
    code.preview_of_changes().wait_for()
    code.screenshot(artifacts / "vscode-lowers-security.png")
    assert "trusted-host" in code.preview_of_changes().inner_text()
    assert not lab.site_config.exists()
    code.discard_changes()
    assert not lab.site_config.exists()
    code.quick_fix(last, edits=False)
    code.preview_of_changes().wait_for()
    code.apply_changes()
    code.wait_for_status(STATUS, "not verified")
    assert f"trusted-host = {HOST}" in lab.site_config.read_text(encoding="utf-8")


def test_a_line_is_commented_out_by_the_usual_key(code: Workbench, windows: Path):
    code.open(windows)
    code.goto(2)
    code.press("Control+/")
    code.save()
    assert windows.read_text(encoding="utf-8") == WINDOWS.replace("timeout", "# timeout")


def test_configuration_is_coloured(code: Workbench, windows: Path):
    code.open(windows)
    assert code.status_text("status.editor.mode") == "pip configuration"

    def kinds_of_tokens() -> bool:
        tokens = code.page.locator(".editor-instance .view-line span[class^=mtk]")
        return len(set(tokens.evaluate_all("nodes => nodes.map(node => node.className)"))) >= 3

    assert code.until(kinds_of_tokens, "colours of three kinds")


def test_lenses_and_hints_tell_at_each_index(code: Workbench, lab: Lab, artifacts: Path):
    code.server.write_settings({"editor.inlayHints.enabled": "on"})
    try:
        code.open(lab.config)
        code.until(lambda: "fails: " in code.editor_text(), "the hint at the index")
        lens = code.page.locator(".codelens-decoration").filter(has_text="check again")
        lens.first.wait_for()
        code.screenshot(artifacts / "vscode-lenses.png")
        met = len(lab.server.names)
        lens.locator("a").last.click()
        code.until(lambda: len(lab.server.names) > met, "another handshake")
    finally:
        code.server.write_settings({"editor.inlayHints.enabled": "off"})
