"""Takes the README's pictures in a real VS Code: `make screenshots` writes them anew.

The window shows a user behind an intercepting proxy, all of it on this machine.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

_HERE = Path(__file__).resolve().parent
_TOP = _HERE.parents[1]
sys.path[:0] = [str(_TOP / "tests"), str(_TOP / "demo")]

from environment import environment_with_pip
from network import INDEX, inspected_network

from editors.vscode.driver.window import chromium
from editors.vscode.driver.workbench import Workbench, open_workbench
from editors.vscode.product import STATUS, extension_package
from support.lab.authority import Authority

# Paths are to be read in the pictures, so that this one is short.
_FOLDER = Path("/tmp/corp")
_CONFIGURATION = f"""\
[global]
index-url = {INDEX}
cert = {_FOLDER}/corp-2019.pem
trusted-host = https://packages.corp.test
"""
_SETTINGS = {
    "breadcrumbs.enabled": False,
    "editor.fontSize": 14,
    "window.commandCenter": False,
    "workbench.layoutControl.enabled": False,
    "workbench.activityBar.location": "hidden",
}
# Few colours make small files. Rare ones count as much as others: a thin red line says a lot.
_COLOURS = 64


def main() -> int:
    if _FOLDER.exists():
        print(f"{_FOLDER} is in the way", file=sys.stderr)
        return 1
    _FOLDER.mkdir()
    try:
        with chromium() as browser, _office(browser) as (code, configuration):
            _take_all(code, configuration)
    finally:
        shutil.rmtree(_FOLDER)
    return 0


@contextmanager
def _office(browser: Browser) -> Iterator[tuple[Workbench, Path]]:
    """The workbench of a user behind the proxy, and the pip.conf of that user."""
    with inspected_network(_FOLDER) as variables:
        project = _FOLDER / "project"
        environment_with_pip(project / ".venv")
        (project / "requirements.txt").write_text("labpkg==1.0\n", encoding="utf-8")
        configuration = Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
        configuration.parent.mkdir(parents=True)
        configuration.write_text(_CONFIGURATION, encoding="utf-8")
        outdated = Authority("Corp Inspection Root 2019", organization="Corp Example")
        (_FOLDER / "corp-2019.pem").write_bytes(outdated.pem)
        Path(variables["HOME"], ".profile").write_text(
            f"PATH='{sys.base_prefix}/bin:/usr/bin:/bin'\n", "utf-8"
        )
        with open_workbench(
            browser,
            project,
            extensions=[extension_package()],
            settings=_SETTINGS,
            env=variables,
            open_file="requirements.txt",
            size=(860, 440),
        ) as code:
            yield code, configuration


def _take_all(code: Workbench, configuration: Path) -> None:
    code.wait_for_status(STATUS, "failing")
    code.press("Control+b")
    code.open(configuration)
    code.wait_for_codes(".config/pip/pip.conf", {"handshake-failed", "trusted-host-has-scheme"})
    code.close_problems()
    code.goto(2, 14)
    code.show_quick_fixes()
    _take(code, "quick-fix")
    code.press("Escape")
    code.status_tooltip(STATUS)
    _take(code, "status-bar")
    code.page.mouse.move(430, 200)
    code.click_status(STATUS)
    code.pick_rows()
    _take(code, "menu")
    code.press("Escape")
    code.close_editors()
    code.page.set_viewport_size({"width": 860, "height": 800})
    code.run_command("piptrust: Show handshake report")
    code.webview("Corp Inspection Root")
    code.page.wait_for_timeout(1000)
    _take(code, "report")


def _take(code: Workbench, name: str) -> None:
    """A picture of the window, small enough to travel with the extension."""
    code.page.wait_for_timeout(500)
    target = _HERE / f"{name}.png"
    code.screenshot(target)
    with Image.open(target) as picture:
        few = picture.convert("RGB").quantize(
            _COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(target, optimize=True)
    print(f"{target.relative_to(_TOP)}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
