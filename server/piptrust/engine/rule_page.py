"""The documentation page of a rule, as Markdown."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
GIST = "> По-русски: "
"""Begins the Russian lines at the head of each page, which ``docs/generate.py`` writes."""


def rule_page(rule_id: str) -> Path | None:
    """The page's file, in the installed package or in the source tree; None where it is missing."""
    for folder in (_PACKAGE / "pages", _PACKAGE.parent.parent / "docs" / "rules"):
        page = folder / f"{rule_id}.md"
        if page.is_file():
            return page
    return None


def page_text(page: Path) -> str:
    """The page without the lines in another language than its own."""
    lines = page.read_text(encoding="utf-8").splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith(GIST)), None)
    if first is None:
        return "\n".join(lines) + "\n"
    after = next(n for n in range(first, len(lines)) if not lines[n].startswith(">"))
    return "\n".join([*lines[:first], *lines[after + 1 :]]) + "\n"


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
