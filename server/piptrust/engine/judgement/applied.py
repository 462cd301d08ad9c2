"""What of a document some pip command reads: settings, comments taken for values, included files."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, commands
from piptrust.engine.snapshot import Snapshot
from piptrust.parse.document import Document, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_conf import DEFAULT_SECTION
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri


def applied_settings(document: Document, *keys: str) -> tuple[Setting, ...]:
    """The settings of these keys, without those in sections that pip never looks at, such as ``[Global]``."""
    return tuple(s for s in document.settings_named(*keys) if _is_applied(s.section))


def comments_in(document: Document, setting: Setting) -> Iterator[Span]:
    """The stretches of a list in a configuration file that were meant as comments behind a value.

    To pip they are values: a comment needs a line of its own (``configparser`` without inline prefixes).
    """
    if document.kind is not FileKind.PIP_CONF:
        return
    end = -1
    for value in setting.values:
        if value.span.start >= end and value.text[0] in "#;":
            line = document.line_index.line_of(value.span.start)
            content = document.line_index.line_content(line)
            end = content.start + len(document.source(content).rstrip())
            yield Span(value.span.start, end)


def values_without_comments(document: Document, setting: Setting) -> Iterator[Value]:
    """The values of a list without those that :func:`comments_in` finds."""
    comments = comments_in(document, setting)
    comment = next(comments, None)
    for value in setting.values:
        while comment is not None and comment.end <= value.span.start:
            comment = next(comments, None)
        if comment is None or value.span.start < comment.start:
            yield value


def included(snapshot: Snapshot, document: Document) -> tuple[Document, ...]:
    """The files that a requirements file includes, directly or not, as far as they were read."""
    found: dict[str, Document] = {}
    pending = [document]
    while pending:
        including = pending.pop()
        structure = including.structure
        includes = structure.includes if isinstance(structure, RequirementsFile) else ()
        for path in (include.target(including.uri) for include in includes):
            uri = None if path is None else path_to_uri(path)
            if uri is not None and uri not in found and uri != document.uri and uri in snapshot.documents:
                found[uri] = snapshot.documents[uri]
                pending.append(found[uri])
    return tuple(found.values())


def _is_applied(section: str | None) -> bool:
    return section is None or section in {GLOBAL, DEFAULT_SECTION} or section in commands()
