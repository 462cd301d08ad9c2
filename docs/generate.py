"""Rewrites the generated parts of the documentation: summary lines of rule pages, and their index.

Usage, from the top folder: ``python docs/generate.py``. A test says when it is due.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from piptrust.engine.rule import Rule, all_rules
from piptrust.parse.kind import FileKind

RULES = Path(__file__).parent / "rules"
INDEX = RULES / "README.md"
_KIND_NAMES = {
    FileKind.PIP_CONF: "pip.conf",
    FileKind.REQUIREMENTS: "requirements files",
    FileKind.CONSTRAINTS: "constraints files",
}


def main() -> int:
    for path, text in generated():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path} rewritten\n")
    return 0


def generated() -> Iterator[tuple[Path, str]]:
    """Every file with a generated part, as it should read; that a page is missing is for a test to say."""
    for rule in all_rules():
        page = RULES / f"{rule.id}.md"
        if page.is_file():
            yield page, with_summary(page.read_text(encoding="utf-8"), rule)
    yield INDEX, index()


def with_summary(page: str, rule: Rule) -> str:
    """The page with its title and summary line as the registry has them; all else stays."""
    lines = page.splitlines()
    first_heading = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
    return "\n".join([f"# {rule.id}", "", summary_line(rule), "", *lines[first_heading:]]) + "\n"


def summary_line(rule: Rule) -> str:
    return f"**{rule.severity.word}** · {kinds_of(rule)} · {rule.summary}"


def kinds_of(rule: Rule) -> str:
    """The files that a rule looks at; constraints files are requirements files to most people."""
    kinds = rule.kinds
    if FileKind.REQUIREMENTS in kinds:
        kinds = kinds - {FileKind.CONSTRAINTS}
    return ", ".join(name for kind, name in _KIND_NAMES.items() if kind in kinds)


def index() -> str:
    rows = [f"| [{r.id}]({r.id}.md) | {r.severity.word} | {kinds_of(r)} | {r.summary} |" for r in all_rules()]
    return "\n".join(
        [
            "# Rules",
            "",
            "Every page says what pip does, shows an example, and says what to do.",
            "The severity is the usual one; a rule may raise or lower it where the place calls for it.",
            "",
            "| rule | severity | files | this file is flagged because |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
