"""A workbench's window: one browser page, its keyboard, its command palette and its messages."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Locator, Page, Request, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from editors import installed
from editors.vscode.driver import quiet
from editors.vscode.driver.code_server import CodeServer
from editors.vscode.driver.waiting import PATIENCE, VscodeError, until

T = TypeVar("T")

_LOCAL = ("data:", "blob:", "about:", "chrome-error:")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for several windows. While it runs, its thread can run no asyncio loop of its own."""
    found = installed.find("chromium")
    options = [*found.command[1:], *quiet.BROWSER_OPTIONS]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.command[0], args=options, env=dict(found.environ())
        )
        yield browser
        browser.close()


class Window:
    """One folder in one page. The parts of the window are added by the classes derived from this one."""

    def __init__(
        self,
        browser: Browser,
        server: CodeServer,
        folder: Path,
        *,
        locale: str = "en-US",
        size: tuple[int, int] = (1280, 800),
        scale: float = 1,
        payload: Sequence[tuple[str, str]] = (),
        exposed: Mapping[str, Callable[..., Any]] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.server = server
        self.folder = folder.resolve()
        self.patience = patience
        self.blocked_requests: list[str] = []
        self.console: list[str] = []
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=scale,
            locale=locale,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._context.set_default_timeout(patience * 1000)
        self._context.route("**/*", self._keep_local)
        self.page: Page = self._context.new_page()
        self.page.on("console", lambda said: self.console.append(f"{said.type}: {said.text}"))
        for name, function in (exposed or {}).items():
            self.page.expose_function(name, function)
        query = {"folder": str(self.folder)}
        if payload:
            query["payload"] = json.dumps(payload)
        self.page.goto(f"{server.url}/?{urllib.parse.urlencode(query)}")
        self.page.locator(".monaco-workbench .part.statusbar").wait_for()

    def wait_for_folder(self) -> None:
        """Wait until the explorer lists the folder, which it does once the server's side answers."""
        self.page.locator("[id='workbench.parts.sidebar'] .monaco-list").first.wait_for()

    def close_window(self) -> None:
        """Close the page as a user does: it may say goodbye to its server."""
        self.page.close(run_before_unload=True)

    def close(self) -> None:
        """Drop the page with all that it stored."""
        self._context.close()

    def screenshot(self, path: Path, clip: Mapping[str, float] | None = None) -> Path:
        """Save what is on screen, or a part of it, as a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(path), clip=clip)
        return path

    def until(self, probe: Callable[[], T | None], what: str, patience: float | None = None) -> T:
        """Ask again and again until the answer is true; `VscodeError` if it never is."""

        def pause(seconds: float) -> None:
            try:
                self.page.wait_for_timeout(seconds * 1000)
            except PlaywrightError:
                # It is closed, or just being closed.
                time.sleep(seconds)

        return until(probe, what, patience or self.patience, pause=pause)

    # --- keyboard -------------------------------------------------------------

    def press(self, *chords: str) -> None:
        """Press key chords one after the other, such as ``Control+k``."""
        for chord in chords:
            self.page.keyboard.press(chord)

    def summon(self, chord: str, widget: Locator) -> None:
        """Press a chord until its widget shows.

        A busy workbench may still be moving the focus when the key arrives, and a widget that loses the focus
        closes; so that one press is not always enough.
        """
        deadline = time.monotonic() + self.patience
        while True:
            self.press(*chord.split(" "))
            with contextlib.suppress(PlaywrightTimeout):
                widget.first.wait_for(timeout=5000)
                return
            if time.monotonic() > deadline:
                raise VscodeError(f"{chord} brought nothing up")

    def quick_input(self, opener: str, text: str) -> Locator:
        """Open a quick input by its key, type into it, and return its rows."""
        box = self.page.locator(".quick-input-widget:visible input:visible")
        self.summon(opener, box)
        box.first.fill(text)
        return self.page.locator(".quick-input-list .monaco-list-row")

    def run_command(self, title: str) -> None:
        """Run a command from the palette by its exact title, category included."""
        rows = self.quick_input("F1", f">{title}")
        # Rows read "Title, Control+X, category"; the first is the best match.
        row = rows.filter(has_text=title).first
        row.wait_for()
        row.click()

    # --- quick pick -------------------------------------------------------------

    def pick_rows(self) -> list[str]:
        """The rows of the quick pick on screen, as a screen reader says them."""
        rows = self.page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row")
        rows.first.wait_for()
        return [row.get_attribute("aria-label") or "" for row in rows.all()]

    def pick(self, text: str) -> None:
        """Choose the first row of the quick pick on screen that holds this text."""
        rows = self.page.locator(".quick-input-widget:visible .quick-input-list .monaco-list-row")
        row = rows.filter(has_text=text).first
        row.wait_for()
        row.click()

    # --- clipboard ---------------------------------------------------------------

    def clipboard(self) -> str:
        """The text in the clipboard."""
        return str(self._with_focus("navigator.clipboard.readText()"))

    def fill_clipboard(self, text: str) -> None:
        """Put a text into the clipboard."""
        self._with_focus("text => navigator.clipboard.writeText(text)", text)

    def _with_focus(self, script: str, *arguments: str) -> Any:
        """The browser lets a page at the clipboard only while the page, and no frame in it, has the focus."""
        self.page.evaluate(
            "document.activeElement instanceof HTMLIFrameElement && document.activeElement.blur()"
        )
        self.page.bring_to_front()
        self.until(lambda: self.page.evaluate("document.hasFocus()"), "the page to have the focus")
        return self.page.evaluate(script, *arguments)

    # --- messages ---------------------------------------------------------------

    def notifications(self) -> list[str]:
        """Messages of the toasts on screen."""
        return self.page.locator(".notification-toast .notification-list-item-message").all_inner_texts()

    def wait_for_notification(self, pattern: str, patience: float | None = None) -> str:
        """Wait until a toast's message matches a regular expression."""

        def matching() -> str | None:
            return next((text for text in self.notifications() if re.search(pattern, text)), None)

        return self.until(matching, f"a message like {pattern!r}", patience)

    def press_button(self, title: str) -> None:
        """Press the button with this title in a toast or in a dialogue."""
        where = ".notification-toast .monaco-button, .monaco-dialog-box .monaco-button"
        button = self.page.locator(where).filter(has_text=title).first
        button.wait_for()
        button.click()

    def dialogue(self) -> str:
        """The words of the modal dialogue, once there is one."""
        box = self.page.locator(".monaco-dialog-box .dialog-message-container")
        box.first.wait_for()
        return box.first.inner_text()

    def _keep_local(self, route: Route, request: Request) -> None:
        if request.url.startswith((self.server.url, *_LOCAL)):
            route.continue_()
            return
        self.blocked_requests.append(request.url)
        route.abort()
