"""The edits that turn one text into another, line by line, so that carets and marks in between stay."""

from __future__ import annotations

from difflib import SequenceMatcher

from piptrust.text.edit import TextEdit
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

# SequenceMatcher needs time that grows with the square of the lines in the worst case.
_MOST_LINES_COMPARED = 4_000


def line_edits(old: str, new: str) -> tuple[TextEdit, ...]:
    """Edits of ``old`` that give ``new``; each replaces whole lines."""
    before, after = _lines(old), _lines(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old_middle, new_middle = before[head : len(before) - tail], after[head : len(after) - tail]
    start = sum(map(len, before[:head]))
    if len(old_middle) + len(new_middle) > _MOST_LINES_COMPARED:
        return (TextEdit(Span(start, start + sum(map(len, old_middle))), "".join(new_middle)),)
    offsets = [start]
    for line in old_middle:
        offsets.append(offsets[-1] + len(line))
    codes = SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_opcodes()
    return tuple(
        TextEdit(Span(offsets[i1], offsets[i2]), "".join(new_middle[j1:j2]))
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )


def _lines(text: str) -> list[str]:
    starts = [*LineIndex(text).starts, len(text)]
    return [text[a:b] for a, b in zip(starts, starts[1:]) if a < b]


def _common(left: list[str], right: list[str]) -> int:
    """How many lines at the start are the same."""
    count = 0
    for a, b in zip(left, right):
        if a != b:
            break
        count += 1
    return count
