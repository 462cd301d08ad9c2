"""Positions in one text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range ``[start, end)`` in code points of one text."""

    start: int
    end: int

    def shifted(self, offset: int) -> Span:
        """The same range, ``offset`` code points further on."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point, or touch where one of them is empty."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether a caret at ``offset`` stands in or at either end of the range."""
        return self.start <= offset <= self.end
