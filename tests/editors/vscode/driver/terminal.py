"""The integrated terminal."""

from __future__ import annotations

from editors.vscode.driver.window import Window


class IntegratedTerminal(Window):
    def open_terminal(self) -> None:
        """A new terminal, ready for keys."""
        area = self.page.locator(".terminal-wrapper.active .xterm-helper-textarea")
        self.summon("Control+Shift+Backquote", area)
        area.first.focus()

    def terminal_type(self, text: str) -> None:
        """Type into the terminal that was opened last."""
        self.page.locator(".terminal-wrapper.active .xterm-helper-textarea").first.focus()
        self.page.keyboard.type(text)
        self.press("Enter")

    def terminal_text(self) -> str:
        """What the terminal shows."""
        rows = self.page.locator(".terminal-wrapper.active .xterm-rows > div")
        return "\n".join(text.replace("\N{NO-BREAK SPACE}", " ") for text in rows.all_inner_texts())
