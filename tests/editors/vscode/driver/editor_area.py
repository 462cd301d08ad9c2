"""The editors of a window: files, cursor, text, hover, quick fixes."""

from __future__ import annotations

import contextlib
import re
import time
import urllib.parse
from pathlib import Path

from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from editors.vscode.driver.waiting import VscodeError
from editors.vscode.driver.window import Window

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class EditorArea(Window):
    """Lines and columns count from one."""

    def open(self, file: str | Path) -> None:
        """Open a file, given relative to the folder or in full.

        The request goes through the server's command line, as it would from the integrated terminal: exact,
        and independent of search and of the keyboard.
        """
        path = self.folder / file
        deadline = time.monotonic() + self.patience
        while not self._ask_to_open(path):
            # The extension host takes such requests, some time after the page shows.
            if time.monotonic() > deadline:
                raise VscodeError(f"{path} was not opened")
        self.focus_editor()

    def _ask_to_open(self, path: Path) -> bool:
        self.server.ask("--reuse-window", str(path))
        with contextlib.suppress(PlaywrightTimeout):
            self.wait_for_editor(path, patience=3)
            return True
        return False

    def wait_for_editor(self, file: str | Path, patience: float | None = None) -> None:
        """Wait until a file is the visible editor."""
        limit = (patience or self.patience) * 1000
        address = urllib.parse.quote(str(self.folder / file))
        shown = self.page.locator(f'.editor-instance .monaco-editor[data-uri$="{address}"] .view-lines')
        shown.first.wait_for(timeout=limit)

    def tabs(self) -> list[str]:
        """The names on the tabs, the active one first."""
        tabs = self.page.locator(".tabs-container .tab").evaluate_all(
            "nodes => nodes.map(node => [node.ariaSelected !== 'true', node.dataset.resourceName])"
        )
        return [name for _, name in sorted(tabs)]

    def close_editors(self) -> None:
        """Close all editors, which must have been saved."""
        self.press("Control+k", "Control+w")
        self.until(lambda: not self.tabs(), "the tabs to close")

    def focus_editor(self) -> None:
        """Give the keyboard back to the editor."""
        focused = self.page.locator(".editor-instance .monaco-editor.focused")
        if focused.count() == 0:
            self.summon("Control+1", focused)

    def goto(self, line: int, column: int = 1) -> None:
        """Move the cursor."""
        self.focus_editor()
        expected = f"Ln {line}, Col {column}"
        place = self.page.locator('.statusbar-item[id="status.editor.selection"]')

        def there() -> bool:
            return place.count() > 0 and " ".join(place.first.inner_text().split()) == expected

        for _ in range(5):
            self.quick_input("Control+g", f":{line}:{column}")
            self.press("Enter")
            with contextlib.suppress(VscodeError):
                self.until(there, f"the cursor at {expected}", self.patience / 5)
                return
        raise VscodeError(f"the cursor never came to {expected}")

    def type(self, text: str) -> None:
        """Type at the cursor. Suggestions and auto-closing stay in force."""
        self.focus_editor()
        self.page.keyboard.type(text)

    def save(self) -> None:
        """Save the visible file and wait until it is no longer marked as changed."""
        self.focus_editor()
        self.press("Control+s")
        self.until(lambda: not self.is_dirty(), "the file to be saved")

    def is_dirty(self) -> bool:
        """Whether the visible file has unsaved changes."""
        return self.page.locator(".tab.active.dirty").count() > 0

    def editor_text(self) -> str:
        """Lines of the visible editor, as drawn (long files are cut)."""
        lines = self.page.locator(".editor-instance .view-line").evaluate_all(
            """nodes => nodes
                .map(node => [parseFloat(node.style.top), node.textContent])
                .sort((one, two) => one[0] - two[0])
                .map(pair => pair[1])"""
        )
        return "\n".join(line.replace(_NO_BREAK_SPACE, " ") for line in lines)

    def squiggles(self, severity: str) -> int:
        """How many underlined ranges of one severity are on screen."""
        return self.page.locator(f".squiggly-{severity}").count()

    def show_quick_fixes(self) -> None:
        """Leave the quick-fix menu at the cursor open, to be looked at."""
        self._open_fixes()

    def quick_fixes(self) -> list[str]:
        """Titles that the quick-fix menu offers at the cursor, disabled ones included."""
        rows = self._open_fixes()
        titles = rows.locator(".title").all_inner_texts()
        self.press("Escape")
        self.page.locator(".action-widget").first.wait_for(state="hidden")
        return titles

    def quick_fix(self, title: str, *, edits: bool = True) -> None:
        """Apply the entry of the quick-fix menu whose title starts so.

        The edit arrives some time after the menu closes, so that the call returns once the visible text has
        changed; ``edits=False`` is for fixes that run a command or change another file.
        """
        before = self.editor_text()
        rows = self._open_fixes()
        titles = rows.locator(".title").all_inner_texts()
        if not any(offered.startswith(title) for offered in titles):
            self.press("Escape")
            raise VscodeError(f"no quick fix {title!r}; offered: {titles}")
        # With the keyboard: older releases cover a fresh menu against stray clicks.
        focused = self.page.locator(".action-widget .monaco-list-row.action.focused .title")
        for _ in titles:
            if focused.count() and focused.first.inner_text().startswith(title):
                break
            self.press("ArrowDown")
        else:
            raise VscodeError(f"could not reach {title!r} among {titles}")
        self.press("Enter")
        self.page.locator(".action-widget").first.wait_for(state="hidden")
        if edits:
            self.until(
                lambda: self.editor_text() != before and self.is_dirty(), f"{title!r} to edit the text"
            )

    def preview_of_changes(self) -> Locator:
        """The view that shows changes which are to be confirmed."""
        return self.page.locator(".bulk-edit-panel")

    def discard_changes(self) -> None:
        """Confirm none of the changes that are shown."""
        self.preview_of_changes().get_by_role("button", name="Discard").click()
        self.preview_of_changes().wait_for(state="hidden")

    def apply_changes(self) -> None:
        """Confirm all of the changes that are shown, which are not ticked at first."""
        boxes = self.preview_of_changes().locator("input[type=checkbox], .monaco-checkbox, .edit-checkbox")
        boxes.first.click()
        self.preview_of_changes().get_by_role("button", name="Apply").click()
        self.preview_of_changes().wait_for(state="hidden")

    def _open_fixes(self) -> Locator:
        self.focus_editor()
        rows = self.page.locator(".action-widget .monaco-list-row.action")
        self.summon("Control+.", rows)
        return rows

    def hover(self, line: int, column: int, expect: str = ".") -> str:
        """Text of the hover box at a place, once it matches ``expect``.

        The box fills up source by source (markers first, language servers when they answer), so that a test
        should name what it waits for.
        """
        self.goto(line, column)
        contents = self.page.locator(".monaco-hover:visible .hover-contents")
        seen = [""]

        def matches() -> bool:
            if contents.count() == 0:
                self.press("Control+k", "Control+i")
                with contextlib.suppress(PlaywrightTimeout):
                    contents.first.wait_for(timeout=5000)
            seen[0] = "\n".join(text.strip() for text in contents.all_inner_texts())
            seen[0] = seen[0].replace(_NO_BREAK_SPACE, " ")
            return re.search(expect, seen[0]) is not None

        try:
            self.until(matches, f"a hover like {expect!r}")
        except VscodeError as error:
            raise VscodeError(f"{error}; it reads {seen[0]!r}") from None
        self.press("Escape")
        return seen[0]
