"""The documentation page of a rule, as Markdown."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def rule_page(rule_id: str) -> Path | None:
    """The page's file, in the installed package or in the source tree; None where it is missing."""
    for folder in (_PACKAGE / "pages", _PACKAGE.parent.parent / "docs" / "rules"):
        page = folder / f"{rule_id}.md"
        if page.is_file():
            return page
    return None


def section(page: str, heading: str) -> str:
    """The text under a second-level heading of a page, code blocks left out; empty where there is none."""
    lines: list[str] = []
    inside = fenced = False
    for line in page.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("## ") and not fenced:
            inside = line[3:].strip() == heading
        elif inside and not fenced:
            lines.append(line)
    return "\n".join(lines).strip()
