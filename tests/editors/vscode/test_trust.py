"""From a handshake that fails to one that is verified, as a user sees it."""

from __future__ import annotations

from pathlib import Path

from editors.lab import HOST, Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS


def test_the_status_goes_from_failing_to_trusted_by_a_proven_fix(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    assert "error-kind" in code.status_classes(STATUS)
    assert code.status_icons(STATUS) == ["workspace-untrusted"]
    assert code.status_label(STATUS).startswith("pip's trust: failing.")
    code.open(lab.config)
    (problem,) = code.wait_for_codes(".config/pip/pip.conf", {"handshake-failed"})
    assert (problem.severity, problem.line) == ("error", 2)
    code.goto(2, 14)
    code.screenshot(artifacts / "vscode-failing.png")
    code.quick_fix("Set cert to", edits=False)
    code.wait_for_status(STATUS, "trusted")
    assert lab.site_config.read_text(encoding="utf-8") == f"[global]\ncert = {lab.root}\n"
    assert "error-kind" not in code.status_classes(STATUS)
    code.wait_for_editor(lab.site_config)
    code.screenshot(artifacts / "vscode-trusted.png")


def test_the_tooltip_tells_each_index(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    told = code.status_tooltip(STATUS)
    code.screenshot(artifacts / "vscode-tooltip.png")
    for fact in (HOST, "Corp Issuing CA", str(lab.outdated), str(lab.config), "pip 26"):
        assert fact in told
    assert code.blocked_requests == []


def test_the_menu_repairs(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    code.click_status(STATUS)
    rows = code.pick_rows()
    code.screenshot(artifacts / "vscode-menu.png")
    repairs = [row for row in rows if "Set cert to" in row or "Build a CA bundle" in row]
    assert repairs == rows[: len(repairs)]
    assert any("Check now" in row for row in rows)
    code.pick("[global] of")
    code.wait_for_status(STATUS, "trusted")
    assert lab.config.read_text(encoding="utf-8") == lab.trusted_text


def test_a_change_by_another_program_is_seen(code: Workbench, lab: Lab):
    code.wait_for_status(STATUS, "failing")
    lab.config.write_text(lab.trusted_text, encoding="utf-8")
    code.wait_for_status(STATUS, "trusted")
    lab.config.write_text(lab.failing_text + f"trusted-host = {HOST}\n", encoding="utf-8")
    code.wait_for_status(STATUS, "not verified")
    assert "warning-kind" in code.status_classes(STATUS)


def test_the_background_probe_can_be_switched_off(code: Workbench, lab: Lab):
    code.wait_for_status(STATUS, "failing")
    code.server.write_settings({"piptrust.probe.enable": False})
    code.wait_for_status(STATUS, "not checked")
    met = len(lab.server.names)
    lab.config.write_text(lab.trusted_text, encoding="utf-8")
    code.page.wait_for_timeout(3000)
    assert len(lab.server.names) == met
    code.server.write_settings({"piptrust.probe.enable": None})
    code.wait_for_status(STATUS, "trusted")


def test_pip_s_files_are_opened_where_they_are(code: Workbench, lab: Lab):
    code.run_command("piptrust: Open pip's user configuration")
    code.wait_for_editor(lab.config)
    assert code.editor_text() == lab.failing_text


def test_pip_s_files_are_made_on_request(code: Workbench, lab: Lab):
    assert not lab.site_config.exists()
    code.run_command("piptrust: Open pip's configuration of this environment")
    code.wait_for_notification("it is not there")
    assert not lab.site_config.exists()
    code.press_button("Create")
    code.wait_for_editor(lab.site_config)
    assert lab.site_config.exists()
