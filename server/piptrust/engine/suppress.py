"""Comments that allow a finding: ``# piptrust: allow[rule-id, other-id] reason``.

On a line of its own the comment speaks for the next line that is no comment (pip.conf knows no other kind of
comment), and in a requirements file for the lines that backslashes join to it; behind a requirement or an
option it speaks for its own line. ``allow-file`` speaks for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from piptrust.engine.finding import Finding
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind

_MARK = "piptrust:"
_ALLOW = re.compile(r"[^\r\n]*?[#;][ \t]*piptrust:[ \t]*(?P<scope>allow-file|allow)\[(?P<rules>[^\]\r\n]*)\]")


def allowed(finding: Finding, document: Document) -> bool:
    """Whether a comment in the document allows this finding."""
    return not without_allowed([finding], document)


def without_allowed(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings that no comment in the document allows."""
    kept = list(findings)
    if not kept or _MARK not in document.text:
        return kept
    whole_file, by_line = _allowances(document)
    line_of = document.line_index.line_of
    nothing: set[str] = set()
    return [
        f
        for f in kept
        if f.rule not in whole_file and f.rule not in by_line.get(line_of(f.span.start), nothing)
    ]


def _allowances(document: Document) -> tuple[set[str], dict[int, set[str]]]:
    """The rules allowed everywhere, and those allowed by line. Only lines with a mark are looked at."""
    whole_file: set[str] = set()
    by_line: dict[int, set[str]] = {}
    comments_inside_lines = document.kind is not FileKind.PIP_CONF
    position = document.text.find(_MARK)
    while position >= 0:
        number = document.line_index.line_of(position)
        content = document.line_index.line_content(number)
        match = _ALLOW.match(document.text, content.start, content.end)
        own_line = _is_comment(document, number)
        if match is not None and (own_line or comments_inside_lines):
            rules = {name.strip() for name in match.group("rules").split(",")}
            if match.group("scope") == "allow-file":
                whole_file |= rules
            else:
                for line in _lines_below(document, number) if own_line else (number,):
                    by_line.setdefault(line, set()).update(rules)
        position = document.text.find(_MARK, content.end)
    return whole_file, by_line


def _lines_below(document: Document, number: int) -> Iterable[int]:
    """The next line that is no comment, and those that it is joined with."""
    number += 1
    while number < len(document.line_index) and _is_comment(document, number):
        number += 1
    yield number
    if document.kind is FileKind.PIP_CONF:
        return
    while number < len(document.line_index) and document.source(
        document.line_index.line_content(number)
    ).endswith("\\"):
        number += 1
        yield number


def _is_comment(document: Document, number: int) -> bool:
    return document.source(document.line_index.line_content(number)).lstrip()[:1] in {"#", ";"}
