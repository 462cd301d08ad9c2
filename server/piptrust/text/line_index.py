"""Lines as LSP and editors count them: ended by LF, CRLF or CR, and by nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right

from piptrust.text.span import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """Maps offsets to (line, column) and back, both zero-based and in code points."""

    def __init__(self, text: str, starts: list[int] | None = None) -> None:
        """``starts`` is only given by :meth:`updated`, which knows it already."""
        self.text = text
        self.starts = [0, *(m.end() for m in _LINE_END.finditer(text))] if starts is None else starts

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        line = self.line_of(offset)
        return line, offset - self.starts[line]

    def line_span(self, line: int) -> Span:
        """The line with its line end. Lines past the end are empty and stand at the end of the text."""
        if line >= len(self.starts):
            return Span(len(self.text), len(self.text))
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[line], end)

    def line_content(self, line: int) -> Span:
        """The line without its line end."""
        start, end = self.line_span(line)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def offset(self, line: int, column: int) -> int:
        """The offset of a position; one past the end of its line means the end of that line, as LSP rules."""
        span = self.line_content(line)
        return min(span.start + max(column, 0), span.end)

    def updated(self, span: Span, new_text: str) -> LineIndex:
        """The index after ``span`` is replaced by ``new_text``; only lines around the change are searched.

        A CR just before or after the change may join or leave an LF, so the search starts one line early and
        ends one line late.
        """
        text = self.text[: span.start] + new_text + self.text[span.end :]
        delta = len(new_text) - (span.end - span.start)
        first = max(self.line_of(span.start) - 1, 0)
        last = min(self.line_of(span.end) + 2, len(self.starts))
        scan_from = self.starts[first]
        scan_to = self.starts[last] + delta if last < len(self.starts) else len(text)
        starts = self.starts[: first + 1]
        starts.extend(m.end() for m in _LINE_END.finditer(text, scan_from, scan_to))
        if last < len(self.starts):
            if starts[-1] == scan_to:
                starts.pop()
            starts.extend([start + delta for start in self.starts[last:]])
        return LineIndex(text, starts)
