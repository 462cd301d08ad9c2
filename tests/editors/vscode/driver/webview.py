"""Pages that extensions draw: a frame in a frame, whose outer one is VS Code's and whose inner one is theirs."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame

from editors.vscode.driver.window import Window


class Webviews(Window):
    def webview(self, holding: str) -> Frame:
        """The frame of the page that holds this text, once one does."""

        def found() -> Frame | None:
            for frame in self.page.frames[1:]:
                # A page that is drawn anew gets a new frame, while the old one is asked, maybe.
                with contextlib.suppress(PlaywrightError):
                    if holding in frame.evaluate("document.body?.innerText ?? ''"):
                        return frame
            return None

        return self.until(found, f"a page with {holding!r}")

    def page_policy(self, frame: Frame) -> str:
        """The content security policy that the page declares."""
        policy = frame.locator('meta[http-equiv="Content-Security-Policy"]')
        return (policy.first.get_attribute("content") or "") if policy.count() else ""
