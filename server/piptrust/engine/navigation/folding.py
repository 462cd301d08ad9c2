"""What can be folded: sections, values and requirements of several lines, blocks of comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from piptrust.parse.document import Document
from piptrust.parse.pip_conf import PipConf
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.records import dataclass
from piptrust.text.span import Span


@dataclass(frozen=True)
class Fold:
    """Several lines of which the first stays to be seen. ``is_comment`` marks blocks of comments."""

    span: Span
    is_comment: bool = False


def folds(document: Document) -> tuple[Fold, ...]:
    """The folds of a document by where they start, each over two lines at least."""
    structure = document.structure
    if isinstance(structure, RequirementsFile):
        found = _lines(document, structure)
    else:
        found = _config(document, structure) if isinstance(structure, PipConf) else iter(())
    line_of = document.line_index.line_of
    return tuple(
        sorted(
            (fold for fold in found if line_of(fold.span.start) < line_of(fold.span.end)),
            key=lambda fold: (fold.span.start, -fold.span.end),
        )
    )


def _config(document: Document, structure: PipConf) -> Iterator[Fold]:
    for section in structure.sections:
        if section.name:
            yield Fold(_trimmed(document, section.span))
        for entry in section.entries:
            yield Fold(_trimmed(document, entry.setting.span))
    inside = {comment.start for entry in structure.entries for comment in entry.comments}
    yield from _blocks(document, (comment for comment in structure.comments if comment.start not in inside))


def _lines(document: Document, structure: RequirementsFile) -> Iterator[Fold]:
    comments: list[Span] = []
    for line, start in zip(structure.lines, structure.starts):
        if line.text:
            # Most lines are one line; only a backslash makes several of them.
            span = Span(start, start + line.length)
            if document.text.find("\\", span.start, span.end) >= 0:
                yield Fold(_trimmed(document, span))
        elif document.text[start : start + 1] in {"#", " ", "\t"}:
            content = document.text[start : start + line.length]
            if content.lstrip().startswith("#"):
                comments.append(_trimmed(document, Span(start, start + line.length)))
    yield from _blocks(document, comments)


def _blocks(document: Document, comments: Iterable[Span]) -> Iterator[Fold]:
    """Comments on lines that follow each other, as one."""
    line_of = document.line_index.line_of
    first: Span | None = None
    last = Span(0, 0)
    for comment in comments:
        if first is not None and line_of(comment.start) <= line_of(last.end) + 1:
            last = comment
            continue
        if first is not None:
            yield Fold(Span(first.start, last.end), is_comment=True)
        first = last = comment
    if first is not None:
        yield Fold(Span(first.start, last.end), is_comment=True)


def _trimmed(document: Document, span: Span) -> Span:
    text = document.source(span)
    return Span(span.start, span.start + len(text.rstrip()))
