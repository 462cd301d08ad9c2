"""The documentation page of a cause, as Markdown."""

from __future__ import annotations

from pathlib import Path

from piptrust.engine.rule_page import section
from piptrust.locale import tr

HOW_WE_KNOW = "How we know"
WHAT_TO_DO = "What to do"
_PACKAGE = Path(__file__).parent.parent


def cause_page(cause_id: str) -> Path | None:
    """The page's file, in the installed package or in the source tree; None where it is missing."""
    for folder in (_PACKAGE / "cause_pages", _PACKAGE.parent.parent / "docs" / "causes"):
        page = folder / f"{cause_id}.md"
        if page.is_file():
            return page
    return None


def cause_section(cause_id: str, heading: str) -> str:
    """The text under a heading of a cause's page, in the user's language; empty where it is missing.

    The catalogue has the lines under :data:`HOW_WE_KNOW` and :data:`WHAT_TO_DO`, each as one message.
    """
    page = cause_page(cause_id)
    text = "" if page is None else section(page.read_text(encoding="utf-8"), heading)
    return "\n".join(tr(line) if line else "" for line in text.split("\n"))
