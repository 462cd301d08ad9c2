"""Comments that allow a finding: ``# piptrust: allow[rule-id, other-id] reason``.

On a line of its own the comment speaks for the next line that is no comment (pip.conf knows no other kind of
comment); behind a requirement or an option it speaks for its own line. ``allow-file`` speaks for the whole file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from piptrust.engine.finding import Finding
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind

_MARK = "piptrust:"
_ALLOW = re.compile(
    r"(?P<before>[^\r\n]*?)[#;][ \t]*piptrust:[ \t]*(?P<scope>allow-file|allow)\[(?P<rules>[^\]\r\n]*)\]"
)


def allowed(finding: Finding, document: Document) -> bool:
    """Whether a comment in the document allows this finding."""
    if _MARK not in document.text:
        return False
    whole_file, by_line = _allowances(document)
    if finding.rule in whole_file:
        return True
    first = document.line_index.line_of(finding.span.start)
    return finding.rule in by_line.get(first, frozenset())


@lru_cache(maxsize=64)
def _allowances_of(text: str, comments_inside_lines: bool) -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    whole_file: set[str] = set()
    by_line: dict[int, frozenset[str]] = {}
    pending: set[str] = set()
    lines = re.split(r"\r\n|\n|\r", text)
    for number, line in enumerate(lines):
        match = _ALLOW.match(line)
        own_line = line.lstrip()[:1] in {"#", ";"}
        if match is not None and (own_line or comments_inside_lines):
            rules = {name.strip() for name in match.group("rules").split(",")}
            if match.group("scope") == "allow-file":
                whole_file |= rules
            elif own_line:
                pending |= rules
            else:
                by_line[number] = frozenset(rules | pending)
                pending = set()
        elif not own_line:
            if pending:
                by_line[number] = frozenset(pending)
            pending = set()
    return frozenset(whole_file), by_line


def _allowances(document: Document) -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    return _allowances_of(document.text, document.kind is not FileKind.PIP_CONF)
