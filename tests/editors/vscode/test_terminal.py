"""Where people meet the trouble first: in the terminal, after a failed pip."""

from __future__ import annotations

from pathlib import Path

from editors.lab import HOST, Lab
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS

_PIP = ".venv/bin/python -m pip download labpkg --no-deps --no-cache-dir --retries 0 --dest /dev/null"
_WORDS = "CERTIFICATE_VERIFY_FAILED"


def test_the_words_of_a_failed_pip_lead_to_the_diagnosis(code: Workbench, lab: Lab, artifacts: Path):
    code.wait_for_status(STATUS, "failing")
    code.open_terminal()
    code.terminal_type(_PIP)
    code.until(lambda: _WORDS in code.terminal_text(), "pip to fail")
    code.screenshot(artifacts / "vscode-terminal.png")
    code.follow_terminal_link(_WORDS)
    page = code.webview("unable to get local issuer certificate")
    assert HOST in page.locator("body").inner_text()
    code.screenshot(artifacts / "vscode-terminal-diagnosis.png")


def test_pip_s_output_is_explained(code: Workbench, artifacts: Path):
    text = f"SSLError(SSLCertVerificationError(1, '[SSL: {_WORDS}] certificate verify failed: certificate has expired"
    code.fill_clipboard(text)
    code.run_command("piptrust: Explain pip's output")
    page = code.webview("expired")
    code.screenshot(artifacts / "vscode-explained.png")
    assert "expired" in page.locator("body").inner_text()


def test_new_terminals_get_pip_s_ca_file_on_request(code: Workbench, lab: Lab):
    lab.config.write_text(lab.trusted_text, encoding="utf-8")
    code.wait_for_status(STATUS, "trusted")
    code.run_command("piptrust: Give the terminal pip's CA file")
    code.pick(str(lab.root))
    code.pick("For this workspace only")
    assert "PIP_CERT" in code.dialogue()
    code.press_button("Write the setting")
    code.wait_for_notification("New terminals will have")
    written = lab.project / ".vscode" / "settings.json"
    assert f'"PIP_CERT": "{lab.root}"' in written.read_text(encoding="utf-8")
    code.open_terminal()
    code.terminal_type("echo =$PIP_CERT=$REQUESTS_CA_BUNDLE=")
    told = f"={lab.root}={lab.root}="
    code.until(lambda: told in code.terminal_text().replace("\n", ""), "the new terminal to have both")
    written.unlink()
