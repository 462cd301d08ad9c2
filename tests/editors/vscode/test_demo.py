"""`make demo-vscode`: what it prints leads to a window in which pip fails and can be repaired."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from editors.vscode.driver.processes import processes_naming
from editors.vscode.driver.workbench import Workbench
from editors.vscode.product import STATUS, TOP


@pytest.mark.skipif(shutil.which("code") is not None, reason="the desktop's VS Code would open a window here")
def test_the_demo_shows_a_failing_pip_and_repairs_it(browser: Browser, vsix: Path, artifacts: Path):
    demo = subprocess.Popen(
        [sys.executable, str(TOP / "demo" / "vscode.py")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert demo.stdout is not None
    try:
        address = next(match for line in demo.stdout if (match := re.match(r"Open (.+)/\?folder=(.+)", line)))
        url, folder = address[1], Path(address[2])
        code = Workbench(browser, SimpleNamespace(url=url), folder)
        code.wait_for_status(STATUS, "failing")
        code.screenshot(artifacts / "vscode-demo.png")
        code.click_status(STATUS)
        code.pick("Set cert to")
        code.wait_for_status(STATUS, "trusted|not verified")
        code.close()
    finally:
        demo.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            demo.wait(60)
        demo.kill()
        demo.stdout.close()
    assert demo.returncode == 0
    assert not folder.exists()
    assert processes_naming(str(folder.parent)) == {}
