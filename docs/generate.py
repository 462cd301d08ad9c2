"""Rewrites the generated parts of the documentation: the first lines of pages, and their indexes.

Usage, from the top folder: ``python docs/generate.py``. A test says when it is due.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from piptrust.engine.rule import Rule, all_rules
from piptrust.engine.rule_page import GIST
from piptrust.locale import language, tr, use_language
from piptrust.parse.kind import FileKind
from piptrust.probe.cause import Cause, all_causes
from piptrust.probe.cause_page import WHAT_TO_DO, cause_section

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
            with _in_russian():
                gist = [_sentence(tr(cause.title)), *cause_section(cause.id, WHAT_TO_DO).split("\n")]
            yield page, _with_head(page.read_text(encoding="utf-8"), cause.id, _sentence(cause.title), gist)
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
    with _in_russian():
        gist = [_sentence(tr(rule.summary))]
    return _with_head(page, rule.id, summary_line(rule), gist)


def _with_head(page: str, title: str, summary: str, gist: Iterable[str]) -> str:
    """``gist`` is the page's content in Russian, a sentence or an item of a list each."""
    lines = page.splitlines()
    first_heading = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
    first, *others = (sentence.removeprefix("- ") for sentence in gist if sentence)
    quoted = [f"{GIST}{first}", *(f"> {sentence}" for sentence in others)]
    return "\n".join([f"# {title}", "", summary, "", *quoted, "", *lines[first_heading:]]) + "\n"


@contextlib.contextmanager
def _in_russian() -> Generator[None, None, None]:
    before = language()
    use_language("ru")
    try:
        yield
    finally:
        use_language(before)


def _sentence(title: str) -> str:
    return f"{title[0].upper()}{title[1:]}."


def _russian_index(title: str, column: str, meaning: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    """A second table for those who read Russian: id and message of each page."""
    with _in_russian():
        listed = [f"| [{page}]({page}.md) | {tr(message)} |" for page, message in rows]
    return [f"## {title}", "", f"| {column} | {meaning} |", "| --- | --- |", *listed, ""]


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
            *_russian_index(
                "По-русски", "правило", "почему файл отмечен", ((r.id, r.summary) for r in all_rules())
            ),
        ]
    )


def index_of_causes(causes: Iterable[Cause]) -> str:
    listed = list(causes)
    rows = [f"| [{cause.id}]({cause.id}.md) | {cause.title} |" for cause in listed]
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
            *_russian_index(
                "По-русски", "причина", "что она означает", ((cause.id, cause.title) for cause in listed)
            ),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
