"""Edits that carry entries of a configuration file from one section to another."""

from __future__ import annotations

from collections.abc import Sequence

from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf, Section
from piptrust.text.edit import TextEdit, apply_edits, newline_of
from piptrust.text.span import Span


def move_entries(
    document: Document, structure: PipConf, settings: Sequence[Setting], target: str
) -> tuple[TextEdit, ...]:
    """Moves entries of one section, with the comments right above each, to the end of the section ``target``.

    The target is written at the end of the file where it does not exist; a section that nothing is left in
    goes.

    Raises:
        FixImpossible: the target sets one of the options already, which pip would call a duplicate.
    """
    home = next((s for s in structure.sections if any(e.setting is settings[0] for e in s.entries)), None)
    if home is None:
        raise FixImpossible(tr("The entry has changed since this fix was offered."))
    to = next((section for section in structure.sections if section.name == target), None)
    taken = {entry.setting.key for entry in to.entries} if to is not None else frozenset[str]()
    for setting in settings:
        if setting.key in taken:
            raise FixImpossible(
                tr(
                    "[{target}] sets '{key}' already, and pip takes no duplicates.",
                    target=target,
                    key=setting.key,
                )
            )
    spans = [_with_comments_above(document, structure, setting) for setting in settings]
    indent = "" if to is None else _indentation_at_end(document, structure, to)
    texts = [_indented(document, setting, span, indent) for setting, span in zip(settings, spans)]
    removals = _removals(document, structure, home, spans)
    if to is not None:
        return (_appended(document, to, texts), *removals)
    left = apply_edits(document.text, removals)
    return (_new_section(document, left, target, texts), *removals)


def _with_comments_above(document: Document, structure: PipConf, setting: Setting) -> Span:
    """The entry with the comment lines that stand right above it: they speak of it, most likely."""
    comments = {document.line_index.line_of(comment.start) for comment in structure.comments}
    line = document.line_index.line_of(setting.span.start)
    while line - 1 in comments:
        line -= 1
    return Span(document.line_index.line_span(line).start, setting.span.end)


def _indentation_at_end(document: Document, structure: PipConf, section: Section) -> str:
    """The indentation of the section's last key; where it has none, the deepest of all headers.

    pip takes a line that is indented deeper than the key above it for more of that key's value, so what is
    inserted must stand no deeper than that key, and the header that follows no deeper than what is inserted.
    """
    if section.entries:
        return _indentation(document, section.entries[-1].setting.key_span.start)
    return max((_indentation(document, s.header_span.start) for s in structure.sections), key=len)


def _indentation(document: Document, start: int) -> str:
    line = document.line_index.line_span(document.line_index.line_of(start))
    return document.text[line.start : start]


def _indented(document: Document, setting: Setting, span: Span, indent: str) -> str:
    """The lines of the entry, as deep below ``indent`` as they stand below their own key's indentation."""
    key_line = document.line_index.line_span(document.line_index.line_of(setting.key_span.start))
    depth = setting.key_span.start - key_line.start
    pieces: list[str] = []
    for number in range(
        document.line_index.line_of(span.start), document.line_index.line_of(span.end - 1) + 1
    ):
        line = document.source(document.line_index.line_span(number))
        own = len(line) - len(line.lstrip(" \t"))
        pieces.append(line if not line.strip() else indent + line[min(own, depth) :])
    return "".join(pieces)


def _appended(document: Document, to: Section, texts: Sequence[str]) -> TextEdit:
    newline = newline_of(document.text)
    header_line = document.line_index.line_of(to.header_span.start)
    end = to.entries[-1].setting.span.end if to.entries else document.line_index.line_span(header_line).end
    before = "" if document.text[:end].endswith(("\n", "\r")) else newline
    return TextEdit(Span(end, end), before + _ended(texts, newline))


def _new_section(document: Document, left: str, target: str, texts: Sequence[str]) -> TextEdit:
    """``left`` is the text without what goes: one blank line sets the section off from that."""
    newline = newline_of(document.text)
    end = len(document.text)
    before = newline if left.endswith(("\n", "\r")) else newline * 2
    section = f"[{target}]{newline}" + _ended(texts, newline)
    return TextEdit(Span(end, end), before + section if left.strip() else section)


def _ended(texts: Sequence[str], newline: str) -> str:
    return "".join(text if text.endswith(("\n", "\r")) else text + newline for text in texts)


def _removals(
    document: Document, structure: PipConf, home: Section, spans: Sequence[Span]
) -> tuple[TextEdit, ...]:
    """What deletes the entries; the header too where only blank lines would be left below it."""
    header = document.line_index.line_span(document.line_index.line_of(home.header_span.start))
    rest = document.text[header.end : home.span.end]
    for span in sorted(spans, reverse=True):
        rest = rest[: span.start - header.end] + rest[span.end - header.end :]
    following = structure.sections[structure.sections.index(home) + 1 :]
    if rest.strip() or (following and _is_deeper(document, following[0], home)):
        return tuple(TextEdit(span, "") for span in spans)
    start = home.span.start
    if not following:
        # The blank lines that set it off would end the file otherwise.
        text_before = document.text[:start].rstrip()
        start = document.line_index.line_span(document.line_index.line_of(len(text_before))).end
    return (TextEdit(Span(min(start, home.span.start), home.span.end), ""),)


def _is_deeper(document: Document, section: Section, than: Section) -> bool:
    """Whether a header would be taken for more of a value that ended at the other header."""
    depth = len(_indentation(document, section.header_span.start))
    return depth > len(_indentation(document, than.header_span.start))
