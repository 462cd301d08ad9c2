"""Rewrites the generated parts of the documentation: the first lines of pages, and their indexes.

Usage, from the top folder: ``python docs/generate.py``. A test says when it is due.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from piptrust.engine.rule import Rule, all_rules
from piptrust.parse.kind import FileKind
from piptrust.probe.cause import Cause, all_causes

RULES = Path(__file__).parent / "rules"
INDEX = RULES / "README.md"
CAUSES = Path(__file__).parent / "causes"
LSP = Path(__file__).parent / "lsp.md"
CAPTURES = Path(__file__).parent.parent / "tests" / "lsp" / "captures"
_EDITORS = {
    "VS Code": "vscode-1.139",
    "Neovim 0.12": "nvim-0.12",
    "Neovim 0.11": "nvim-0.11",
    "Emacs 30": "emacs-30.1",
    "Helix 25.01": "helix-25.01",
}
_KIND_NAMES = {
    FileKind.PIP_CONF: "pip.conf",
    FileKind.REQUIREMENTS: "requirements files",
    FileKind.CONSTRAINTS: "constraints files",
    FileKind.NOTEBOOK_CELL: "notebook cells",
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
    yield from generated_for_causes()
    yield from generated_for_the_language_server()


def generated_for_causes() -> Iterator[tuple[Path, str]]:
    """The same for the causes of failed handshakes."""
    for cause in all_causes():
        page = CAUSES / f"{cause.id}.md"
        if page.is_file():
            yield (
                page,
                _with_head(
                    page.read_text(encoding="utf-8"), cause.id, f"{cause.title[0].upper()}{cause.title[1:]}."
                ),
            )
    yield CAUSES / "README.md", index_of_causes(all_causes())


def generated_for_the_language_server() -> Iterator[tuple[Path, str]]:
    """The page of all that the server answers, and to which of the recorded editors."""
    # Loaded here: the pages of rules and causes are made without the protocol's libraries.
    from lsprotocol import converters, types

    from piptrust.lsp.page import lsp_page

    converter = converters.get_converter()
    clients = {
        name: converter.structure(
            json.loads((CAPTURES / f"{capture}.json").read_text("utf-8")), types.InitializeParams
        )
        for name, capture in _EDITORS.items()
    }
    yield LSP, lsp_page(clients)


def with_summary(page: str, rule: Rule) -> str:
    """The page with its title and summary line as the registry has them; all else stays."""
    return _with_head(page, rule.id, summary_line(rule))


def _with_head(page: str, title: str, summary: str) -> str:
    lines = page.splitlines()
    first_heading = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
    return "\n".join([f"# {title}", "", summary, "", *lines[first_heading:]]) + "\n"


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


def index_of_causes(causes: Iterable[Cause]) -> str:
    rows = [f"| [{cause.id}]({cause.id}.md) | {cause.title} |" for cause in causes]
    return "\n".join(
        [
            "# Causes",
            "",
            "What `piptrust probe` finds behind a failed handshake, in the order in which it is asked.",
            "A cause is named only where its evidence is there; the last of each group is the general case.",
            "Every page says how pip words it, how it is known, and what to do.",
            "",
            "| cause | what it means |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
