"""The documentation page of a cause, as Markdown."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def cause_page(cause_id: str) -> Path | None:
    """The page's file, in the installed package or in the source tree; None where it is missing."""
    for folder in (_PACKAGE / "cause_pages", _PACKAGE.parent.parent / "docs" / "causes"):
        page = folder / f"{cause_id}.md"
        if page.is_file():
            return page
    return None
