"""From a handshake that fails to one that is verified, as a user sees it."""

from __future__ import annotations

from pathlib import Path

from editors.lab import Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS


def test_a_proven_fix_takes_the_status_from_failing_to_trusted(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    assert "error-kind" in code.status_classes(STATUS)
    code.open(lab.config)
    code.wait_for_codes({"handshake-failed"})
    code.screenshot(artifacts / "vscode-failing.png")
    code.goto(2, 14)
    print(code.quick_fixes())
    code.press("Escape")
    code.page.wait_for_timeout(500)
    print("TT", code.status_tooltip(STATUS))
    code.screenshot(artifacts / "vscode-tooltip.png")
    print(code.status_label(STATUS))
    code.quick_fix("Set cert to", edits=False)
    code.page.wait_for_timeout(3000)
    code.screenshot(artifacts / "x.png")
    print(code.tabs())
