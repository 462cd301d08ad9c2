"""Which lines of a requirements file are the same before and after an edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from piptrust.parse.document import Document
from piptrust.parse.requirements import RequirementsFile


class KeptLines(NamedTuple):
    """Logical lines that were not read anew.

    Attributes:
        above: how many at the start of the file.
        below: how many at its end; the first of them starts a line of the editor, before and after.
        shift: how many lines of the editor those below have moved down.
    """

    above: int
    below: int
    shift: int


def kept_lines(older: Document, newer: Document) -> KeptLines:
    """What two versions of a document share; nothing where one of them is no requirements file.

    Lines are compared as objects: equal ones may differ in their comments, and editing keeps those that it does
    not touch.
    """
    old, new = older.structure, newer.structure
    if not isinstance(old, RequirementsFile) or not isinstance(new, RequirementsFile):
        return KeptLines(0, 0, 0)
    old_ids, new_ids = [id(line) for line in old.lines], [id(line) for line in new.lines]
    above = same_at_start(old_ids, new_ids)
    old_ids.reverse()
    new_ids.reverse()
    below = min(same_at_start(old_ids, new_ids), min(len(old_ids), len(new_ids)) - above)
    while below:
        old_start, new_start = old.starts[len(old_ids) - below], new.starts[len(new_ids) - below]
        old_line, old_column = older.line_index.position(old_start)
        new_line, new_column = newer.line_index.position(new_start)
        if not old_column and not new_column:
            return KeptLines(above, below, new_line - old_line)
        # pip ends lines at form feeds and the like, editors do not.
        below -= 1
    return KeptLines(above, 0, 0)


def same_at_start(a: Sequence[object], b: Sequence[object]) -> int:
    """How many elements two lists share from the start on, found by halving: slices compare fast."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
