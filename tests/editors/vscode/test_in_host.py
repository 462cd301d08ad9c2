"""What other extensions and the editor itself get to see, asked for inside the extension host."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from editors.lab import company
from editors.vscode.driver.in_host import run_in_host
from editors.vscode.product import CLIENT

_SUITE = Path(__file__).parent / "in_host_suite.cjs"


def test_the_api_s_view(browser: Browser, vsix: Path, tmp_path: Path):
    assert vsix.is_relative_to(CLIENT)  # The same build leaves the unpacked extension there.
    with company(tmp_path) as lab:
        status, said = run_in_host(browser, CLIENT, _SUITE, lab.project, env=lab.variables)
    told = [line for line in said.splitlines() if "ok - " in line]
    assert status == 0, said
    assert len(told) >= 9
    assert not [line for line in told if "not ok" in line]
