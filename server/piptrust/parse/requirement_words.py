"""Words of a line as ``shlex.split`` cuts them, each with the place of every code point."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piptrust.text.records import dataclass

_BLANKS = " \t\r\n"
_PLAIN = re.compile(r"[^ \t\r\n'\"\\]+")
_NOT_DOUBLE_QUOTED_SPECIAL = re.compile(r"[^\"\\]+")


@dataclass(frozen=True)
class Word:
    """A word as ``shlex`` takes it out of a line.

    Attributes:
        text: without quotes and escapes.
        offsets: for each code point of ``text``, where it stood.
        place: where the text starts, or would.
        begin: where the word starts, quotes included.
        stop: where it ends, quotes included.
    """

    text: str
    offsets: Sequence[int]
    place: int
    begin: int
    stop: int

    def upto(self, end: int) -> Word:
        """The first ``end`` code points."""
        return Word(self.text[:end], self.offsets[:end], self.place, self.begin, self.offsets[end - 1] + 1)

    def since(self, start: int) -> Word:
        """What follows the first ``start`` code points, of which there is at least one."""
        place = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1
        return Word(self.text[start:], self.offsets[start:], place, place, self.stop)


class QuotingError(Exception):
    """``shlex`` cannot split the line; the argument is its message."""


def split_words(text: str, start: int) -> list[Word]:
    """``shlex.split(text[start:])``, with offsets in ``text``.

    Raises:
        QuotingError: a quote is not closed, or a backslash stands last.
    """
    words: list[Word] = []
    position, size = start, len(text)
    while position < size:
        if text[position] in _BLANKS:
            position += 1
            continue
        word, position = _read_word(text, position)
        words.append(word)
    return words


def _read_word(text: str, position: int) -> tuple[Word, int]:
    match = _PLAIN.match(text, position)
    if match is not None and (match.end() == len(text) or text[match.end()] in _BLANKS):
        return Word(match.group(), range(position, match.end()), position, position, match.end()), match.end()
    offsets: list[int] = []
    begin = position
    size = len(text)
    while position < size and text[position] not in _BLANKS:
        character = text[position]
        if character == "\\":
            if position + 1 >= size:
                raise QuotingError("No escaped character")
            offsets.append(position + 1)
            position += 2
        elif character in "'\"":
            position = _read_quoted(text, position, offsets)
        else:
            match = _PLAIN.match(text, position)
            assert match is not None
            offsets.extend(range(position, match.end()))
            position = match.end()
    place = offsets[0] if offsets else begin + 1
    return Word("".join([text[o] for o in offsets]), offsets, place, begin, position), position


def _read_quoted(text: str, position: int, offsets: list[int]) -> int:
    """Reads from the opening quote at ``position`` to behind the closing one."""
    quote = text[position]
    position += 1
    if quote == "'":
        end = text.find("'", position)
        if end < 0:
            raise QuotingError("No closing quotation")
        offsets.extend(range(position, end))
        return end + 1
    while True:
        match = _NOT_DOUBLE_QUOTED_SPECIAL.match(text, position)
        if match is not None:
            offsets.extend(range(position, match.end()))
            position = match.end()
        if position >= len(text):
            raise QuotingError("No closing quotation")
        if text[position] == quote:
            return position + 1
        if position + 1 >= len(text):
            raise QuotingError("No escaped character")
        if text[position + 1] not in '"\\':
            offsets.append(position)
        offsets.append(position + 1)
        position += 2
