"""The logical line of a requirements file up to a caret, as pip would join it."""

from __future__ import annotations

import re

from piptrust.parse.document import Document
from piptrust.parse.requirement_lines import JoinedText, join_line, logical_line_ends
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.records import dataclass
from piptrust.text.span import Span

# Stands for the caret while the line is joined, so that blanks before it are kept. A private code point.
_CARET = "\uf8ff"
_LINE_END = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class LineAtCaret:
    """A logical line up to the caret.

    Attributes:
        before: what pip would get of it, comments removed and lines joined.
        offset: of the caret.
        rest: from the caret to the end of its physical line.
        comment: whether the caret stands in a comment; ``before`` is then the comment up to the caret.
    """

    before: str
    offset: int
    rest: Span
    comment: bool
    _joined: JoinedText
    _start: int

    def place(self, index: int) -> int:
        """The offset of the code point ``before[index]``, or of the caret behind the last."""
        return self.offset if index >= len(self.before) else self._start + self._joined.place(index)


def line_at_caret(document: Document, offset: int) -> LineAtCaret:
    """The line at ``offset``, which may be half written: quotes may be open, a backslash may stand last."""
    assert isinstance(document.structure, RequirementsFile)
    text = document.text
    number = document.structure.line_at(offset)
    start = document.structure.starts[number] if number >= 0 else 0
    segment = text[start:offset] + _CARET
    # The caret may stand on a new line behind the last one.
    ends = [0, *logical_line_ends(segment, 0)]
    start, segment = start + ends[-2], segment[ends[-2] :]
    match = _LINE_END.search(text, offset)
    rest = Span(offset, len(text) if match is None else match.start())
    joined = join_line(segment)
    if joined.text.endswith(_CARET) and not joined.text.startswith("#"):
        return LineAtCaret(joined.text[:-1], offset, rest, False, joined, start)
    at = segment.rfind("#")
    return LineAtCaret(segment[at:-1], offset, rest, True, JoinedText("", ((0, at),), False), start)
