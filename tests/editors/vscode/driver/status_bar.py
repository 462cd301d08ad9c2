"""The status bar."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from editors.vscode.driver.waiting import VscodeError
from editors.vscode.driver.window import Window


class StatusBar(Window):
    """An extension's entry is called ``publisher.extension.entry-id``."""

    def _entry(self, item: str) -> Locator:
        return self.page.locator(f'.statusbar-item[id="{item}"]')

    def status_text(self, item: str) -> str:
        """Visible text of one entry; empty where there is none."""
        entry = self._entry(item)
        return " ".join(entry.first.inner_text().split()) if entry.count() else ""

    def status_label(self, item: str) -> str:
        """What a screen reader says for one entry."""
        entry = self._entry(item)
        return (entry.first.get_attribute("aria-label") or "") if entry.count() else ""

    def status_classes(self, item: str) -> list[str]:
        """Classes of one entry: ``error-kind`` and ``warning-kind`` give it its colour."""
        entry = self._entry(item)
        return (entry.first.get_attribute("class") or "").split() if entry.count() else []

    def status_icons(self, item: str) -> list[str]:
        """Names of the icons that one entry shows."""
        names = (
            self._entry(item)
            .locator(".codicon")
            .evaluate_all("nodes => nodes.flatMap(node => [...node.classList])")
        )
        return [name.removeprefix("codicon-") for name in names if name.startswith("codicon-")]

    def wait_for_status(self, item: str, pattern: str, patience: float | None = None) -> str:
        """Wait until an entry's text matches a regular expression."""
        seen = [""]

        def matches() -> bool:
            seen[0] = self.status_text(item)
            return re.search(pattern, seen[0]) is not None

        try:
            self.until(matches, f"{item} to match {pattern!r}", patience)
        except VscodeError as error:
            raise VscodeError(f"{error}; it reads {seen[0]!r}, of {self.status_items()}") from None
        return seen[0]

    def click_status(self, item: str) -> None:
        """Click an entry."""
        self._entry(item).locator("a").first.click()

    def status_tooltip(self, item: str) -> str:
        """Text of an entry's tooltip, which the mouse brings up; it stays until the mouse moves away."""
        box = self.page.locator(".workbench-hover-container:visible, .monaco-hover:visible")
        self.page.mouse.move(640, 300)
        self._entry(item).locator("a").first.hover()
        box.first.wait_for()
        # Long names may be broken across lines where nothing is seen.
        return box.first.inner_text().replace("\N{NO-BREAK SPACE}", " ").replace("\N{ZERO WIDTH SPACE}", "")

    def status_items(self) -> dict[str, str]:
        """Every visible entry with its text."""
        ids = self.page.locator(".statusbar-item[id]").evaluate_all("nodes => nodes.map(node => node.id)")
        return {name: self.status_text(name) for name in ids}
