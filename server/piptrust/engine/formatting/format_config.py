"""Formats a configuration file, all of it or parts, and only if pip then reads what it read before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from piptrust.engine.formatting.lines import layout_edits
from piptrust.engine.formatting.style import Style
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import PipConf
from piptrust.text.edit import TextEdit, apply_edits
from piptrust.text.span import Span

# Quadratic in the lines at worst; nobody lays out such a file by hand.
_LARGEST = 256 * 1024


def format_config(
    document: Document,
    reread: Callable[[str], Document],
    style: Style,
    within: Sequence[Span] | None = None,
) -> tuple[TextEdit, ...]:
    """The edits; none for a file that pip refuses, since a layout could change what it complains of.

    Args:
        document: a configuration file.
        reread: reads another text as this file.
        style: the layout.
        within: only lines that these touch; None for all. What pip reads depends on how lines are indented beside
            each other, so where those alone would change it, their whole sections are formatted.
    """
    if any(problem.stops_pip for problem in document.problems) or "\0" in document.text:
        return ()
    if len(document.text) > _LARGEST:
        return ()
    edits = layout_edits(document, style)
    candidates = (
        [edits]
        if within is None
        else [_touching(edits, within), _touching(edits, _sections(document, within))]
    )
    for candidate in candidates:
        if not candidate or _reads_the_same(document, reread(apply_edits(document.text, candidate))):
            return tuple(candidate)
    return ()


def _touching(edits: Sequence[TextEdit], spans: Sequence[Span]) -> list[TextEdit]:
    return [edit for edit in edits if any(edit.span.overlaps(span) for span in spans)]


def _sections(document: Document, within: Sequence[Span]) -> list[Span]:
    structure = document.structure
    assert isinstance(structure, PipConf)
    return [s.span for s in structure.sections if any(s.span.overlaps(span) for span in within)]


def _reads_the_same(old: Document, new: Document) -> bool:
    return _meaning(old) == _meaning(new)


def _meaning(document: Document) -> tuple[object, ...]:
    """All that pip reads and people wrote: sections, keys, values and comments, in their order."""
    structure = document.structure
    assert isinstance(structure, PipConf)
    sections = [(s.name, document.source(s.junk_span)) for s in structure.sections]
    values = [
        (e.setting.section, document.source(e.setting.key_span), e.setting.value) for e in structure.entries
    ]
    comments = [document.source(comment).rstrip() for comment in structure.comments]
    return sections, values, comments, [p.code for p in document.problems]
