"""Drives a real VS Code workbench, without a display.

code-server supplies the workbench and the extension host, Chromium shows it and Playwright presses the keys.
Everything happens on the loopback interface: pages that ask for any other host are refused and remembered in
`blocked_requests`.

    with chromium() as browser, open_workbench(browser, folder, extensions=[package]) as code:
        code.open("pip.conf")
        code.wait_for_codes(".config/pip/pip.conf", {"trusted-host-has-scheme"})
        code.quick_fix("Remove 'https://")
        code.save()

What reads the window takes what a user would see, so that a failing assertion comes with a screenshot worth
looking at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from editors import installed
from editors.vscode.driver.code_server import CodeServer
from editors.vscode.driver.editor_area import EditorArea
from editors.vscode.driver.problems import ProblemsView
from editors.vscode.driver.status_bar import StatusBar
from editors.vscode.driver.terminal import IntegratedTerminal
from editors.vscode.driver.webview import Webviews


class Workbench(EditorArea, ProblemsView, StatusBar, IntegratedTerminal, Webviews):
    """A window with all its parts."""

    def dismiss(self) -> None:
        """Close whatever is open, without saving."""
        for _ in range(3):
            self.press("Escape")
        if self.page.locator(".monaco-dialog-box").is_visible():
            self.press_button("Cancel")
        if self.preview_of_changes().is_visible():
            self.discard_changes()
        if self.notifications():
            self.run_command("Notifications: Clear All Notifications")
        while self.tabs():
            before = len(self.tabs())
            self.run_command("View: Revert and Close Editor")
            self.until(lambda count=before: len(self.tabs()) < count, "a tab to close")
        self.close_terminals()
        self.close_problems()


@contextmanager
def open_workbench(
    browser: Browser,
    folder: Path,
    *,
    extensions: Sequence[Path] = (),
    settings: Mapping[str, Any] | None = None,
    env: Mapping[str, str] | None = None,
    language: str | None = None,
    trusted: bool = True,
    editor: installed.Editor | None = None,
    options: Sequence[str] = (),
    open_file: str | None = None,
    **window: Any,
) -> Iterator[Workbench]:
    """A server and a window on a folder, for as long as the block runs; arguments as for the two.

    Args:
        open_file: a file of the folder that the workbench opens itself while it loads, seconds sooner than
            `EditorArea.open` can do it.
        window: of `Window`.
    """
    server = CodeServer(
        extensions=extensions,
        settings=settings,
        env=env,
        language=language,
        trusted=trusted,
        editor=editor,
        options=options,
    )
    if language is not None:
        window["locale"] = language
    try:
        server.start()
        if open_file is not None:
            window["payload"] = [("openFile", server.remote_uri(folder / open_file))]
        code = Workbench(browser, server, folder, **window)
        code.wait_for_folder()
        yield code
        code.close()
    finally:
        server.stop()
