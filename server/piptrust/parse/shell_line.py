"""One command line of a shell, cut into commands and words, each with its place.

No shell is run and none is simulated: what a variable or a substitution gives is not known, and such words say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.parse.requirement_words import QuotingError, Word, split_words
from piptrust.text.span import Span

# IPython puts the value of a Python expression for {…}, the shell that of a variable or a command for $… and `…`.
_UNKNOWN = re.compile(r"[{}$`]")
_BRACES = re.compile(r"\{[^{}\r\n]*\}")
_CONTINUED = re.compile(r"\\(?:\r\n|\n|\r)")


def commands_of(text: str, line: Span) -> Iterator[list[Word]]:
    """The words of each command on the line, up to a redirection or a comment; offsets are those of ``text``.

    A line that a backslash continues is one line. What a shell could not read gives nothing.
    """
    # Everything that is replaced keeps its length, and so every offset.
    masked = _CONTINUED.sub(lambda m: " " * len(m.group()), text[line.start : line.end])
    masked = _BRACES.sub(lambda m: "{" + "_" * (len(m.group()) - 2) + "}", masked)
    padding = " " * line.start
    for start, end in _stretches(masked):
        try:
            words = split_words(padding + masked[:end], line.start + start)
        except QuotingError:
            continue
        if words:
            yield words


def is_known(word: Word) -> bool:
    """Whether the word is what is written there."""
    return _UNKNOWN.search(word.text) is None


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where commands stand: between operators outside quotes, without redirections and what follows them."""
    start, end = 0, None
    position, size = 0, len(text)
    while position < size:
        character = text[position]
        if character == "\\":
            position += 2
            continue
        if character in "'\"":
            position = _behind_quote(text, position)
            continue
        begins_word = position == 0 or text[position - 1] in " \t;&|("
        if character in "<>" or (character == "#" and begins_word):
            if end is None:
                # The number of a descriptor belongs to the redirection.
                end = position - 1 if text[position - 1 : position].isdigit() else position
            if character == "#":
                break
        elif character in ";&|()\n\r" and not (
            character == "&" and text[position - 1 : position] in {">", "<"}
        ):
            yield start, position if end is None else end
            start, end = position + 1, None
        position += 1
    yield start, min(position, size) if end is None else end


def _behind_quote(text: str, position: int) -> int:
    quote = text[position]
    position += 1
    while position < len(text) and text[position] != quote:
        position += 2 if text[position] == "\\" and quote == '"' else 1
    return position + 1
