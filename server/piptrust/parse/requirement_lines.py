"""How pip cuts a requirements file into logical lines, with the way back to the source.

pip 26.3, ``req/req_file.py``: ``preprocess`` (``str.splitlines``), ``join_lines``, ``ignore_comments``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from piptrust.text.records import dataclass
from piptrust.text.span import Span

# The line ends of str.splitlines, which are more than editors know.
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PHYSICAL_LINE = re.compile(f"[^{_LINE_ENDS}]*(?:\r\n|[{_LINE_ENDS}])?")


@dataclass(frozen=True)
class JoinedText:
    """What is left of a logical line once it is joined, freed of its comment and stripped.

    Attributes:
        text: what pip splits into a requirement and options.
        pieces: for every stretch that stands unbroken in the source: where it starts in ``text``, and in the
            source. Both ascend.
        joined: whether a backslash continues the line.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    joined: bool

    def place(self, offset: int) -> int:
        """The source offset of the code point at ``offset``."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + offset - self.pieces[0][0]
        text_start, source_start = self.pieces[max(bisect_right(self.pieces, (offset + 1, -1)) - 1, 0)]
        return source_start + offset - text_start

    def span(self, start: int, end: int) -> Span:
        """The source range from the first to the last code point of ``text[start:end]``."""
        first = self.place(start)
        return Span(first, self.place(end - 1) + 1 if end > start else first)


def logical_line_ends(text: str, start: int) -> Iterator[int]:
    """Where each logical line ends (its last line end included), from the one that starts at ``start`` on."""
    search = _PHYSICAL_LINE.match
    position, size = start, len(text)
    while position < size:
        match = search(text, position)
        assert match is not None
        end = match.end()
        if _continues(text, position, end):
            position = end
            if position >= size:
                yield position
            continue
        yield end
        position = end


def join_line(source: str) -> JoinedText:
    """One logical line as pip's line parser gets it, before ``${VAR}`` is replaced."""
    if "\\" not in source or len(source.splitlines()) <= 1:
        return _simple(source)
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = position = 0
    for physical in source.splitlines(keepends=True):
        content = physical.splitlines()[0]
        start = position
        position += len(physical)
        if _is_comment(content):
            # pip puts a space before it, so that the comment is seen as one after joining.
            parts.append(" ")
            length += 1
            continue
        if content.endswith("\\"):
            stripped = content.strip("\\")
            start += content.find(stripped) if stripped else 0
            content = stripped
        if content:
            pieces.append((length, start))
            parts.append(content)
            length += len(content)
    return _trimmed("".join(parts), pieces or [(0, 0)], joined=True)


def _simple(source: str) -> JoinedText:
    content = source.splitlines()[0] if source else ""
    start = 0
    if content.endswith("\\") and not _is_comment(content):
        stripped = content.strip("\\")
        start = content.find(stripped) if stripped else 0
        content = stripped
    return _trimmed(content, [(0, start)], joined=False)


def _trimmed(text: str, pieces: list[tuple[int, int]], *, joined: bool) -> JoinedText:
    comment = _comment_start(text)
    kept = text[:comment].rstrip()
    begin = len(kept) - len(kept.lstrip())
    if begin:
        pieces = [(start - begin, place) for start, place in pieces]
    return JoinedText(kept[begin:], tuple(pieces), joined)


def _comment_start(text: str) -> int:
    r"""Where ``(^|\s+)#.*$`` starts to match, less the white space, which is stripped anyway.

    pip's own expression needs quadratic time for long runs of white space; this needs linear time.
    """
    position = text.find("#")
    while position > 0 and not text[position - 1].isspace():
        position = text.find("#", position + 1)
    return len(text) if position < 0 else position


def _continues(text: str, start: int, end: int) -> bool:
    """Whether the physical line ``text[start:end]`` ends in a backslash and is no comment."""
    last = end - 1
    if text[last] in _LINE_ENDS:
        if last > start and text[last] == "\n" and text[last - 1] == "\r":
            last -= 1
        last -= 1
    if last < start or text[last] != "\\":
        return False
    return not _is_comment(text[start : last + 1])


def _is_comment(content: str) -> bool:
    return content.lstrip()[:1] == "#"
