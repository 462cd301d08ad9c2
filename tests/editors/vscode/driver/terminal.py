"""The integrated terminal."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Error as PlaywrightError

from editors.vscode.driver.window import Window

# Where a text stands on the screen: the middle of its first occurrence among the rows that are drawn.
_PLACE = """(rows, text) => {
    for (const row of rows) {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent.indexOf(text);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + text.length);
            const box = range.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }
    }
    return null;
}"""
_ROWS = ".terminal-wrapper.active .xterm-rows > div"
_KEYS = ".terminal-wrapper.active .xterm-helper-textarea"


class IntegratedTerminal(Window):
    def open_terminal(self) -> None:
        """A new terminal, ready for keys."""
        before = self.page.locator(".terminal-wrapper").count()
        self.run_command("Terminal: Create New Terminal")
        self.until(lambda: self.page.locator(".terminal-wrapper").count() > before, "a terminal")
        self.page.locator(_KEYS).first.focus()
        # What is typed before the shell asks is shown twice.
        self.until(lambda: self.terminal_text().strip(), "the shell's prompt")

    def terminal_type(self, text: str) -> None:
        """Type into the terminal that was opened last."""
        self.page.locator(_KEYS).first.focus()
        self.page.keyboard.type(text)
        self.press("Enter")

    def terminal_text(self) -> str:
        """What the terminal shows."""
        rows = self.page.locator(_ROWS).all_inner_texts()
        return "\n".join(text.replace("\N{NO-BREAK SPACE}", " ").rstrip() for text in rows)

    def follow_terminal_link(self, text: str) -> None:
        """Click a text with Control held, once the terminal underlines it."""
        underlined = self.page.locator(_ROWS).locator("span[style*='underline'], .xterm-underline-1")

        def linked() -> bool:
            place = self.page.locator(_ROWS).evaluate_all(_PLACE, text)
            if place is None:
                return False
            # It looks for links where the mouse comes to.
            self.page.mouse.move(place[0] - 30, place[1])
            self.page.mouse.move(*place, steps=4)
            with contextlib.suppress(PlaywrightError):
                underlined.first.wait_for(timeout=3000)
                self.page.mouse.click(*place)
                return True
            return False

        self.page.keyboard.down("Control")
        try:
            self.until(linked, f"{text!r} to become a link")
        finally:
            self.page.keyboard.up("Control")

    def close_terminals(self) -> None:
        """End all terminals."""
        if self.page.locator(".terminal-wrapper").count():
            self.run_command("Terminal: Kill All Terminals")
            self.until(lambda: not self.page.locator(".terminal-wrapper").count(), "the terminals to end")
