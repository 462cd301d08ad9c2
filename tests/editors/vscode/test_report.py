"""The report: one page that draws each chain and what would complete it."""

from __future__ import annotations

from pathlib import Path

from editors.lab import HOST, Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS

_TITLE = "piptrust: Show handshake report"


def test_the_page_draws_the_chain_and_repairs_it(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    code.run_command(_TITLE)
    page = code.webview(HOST)
    told = page.locator("body").inner_text()
    code.screenshot(artifacts / "vscode-report.png")
    _, chain = told.split("server's certificate", 1)
    assert chain.index(f"CN={HOST}") < chain.index("CN=Corp Issuing CA") < chain.index("CN=Corp Root")
    assert "NODE_EXTRA_CA_CERTS" in told
    button = page.locator("button").filter(has_text="in [global] of").first
    button.click()
    code.wait_for_status(STATUS, "trusted")
    assert lab.config.read_text(encoding="utf-8") == lab.trusted_text
    code.run_command(_TITLE)
    code.webview("TLSv1.3")
    code.screenshot(artifacts / "vscode-report-trusted.png")


def test_the_page_is_closed_to_the_world(code: Workbench, lab: Lab):
    code.run_command(_TITLE)
    page = code.webview(HOST)
    policy = dict(rule.split(" ", 1) for rule in code.page_policy(page).rstrip("; ").split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].startswith("'nonce-")
    assert set(policy) <= {"default-src", "script-src", "style-src"}
    assert page.locator("[src], link, iframe, object").count() == 0
    assert code.blocked_requests == []


def test_the_report_is_copied_for_others(code: Workbench, lab: Lab):
    lab.config.write_text(lab.failing_text.replace("https://", "https://ada:s3cret@"), encoding="utf-8")
    code.wait_for_status(STATUS, "failing")
    code.run_command("piptrust: Check now whom pip trusts")
    code.run_command("piptrust: Copy handshake report as Markdown")

    def copied() -> str:
        text = code.clipboard()
        return text if HOST in text else ""

    text = code.until(copied, "the report in the clipboard")
    assert "Corp Issuing CA" in text
    assert "s3cret" not in text


def test_what_is_in_effect_is_shown(code: Workbench, lab: Lab, artifacts: Path):
    code.run_command("piptrust: Show what is in effect for pip")
    page = code.webview(str(lab.config))
    code.screenshot(artifacts / "vscode-effective.png")
    assert "index-url" in page.locator("body").inner_text()
