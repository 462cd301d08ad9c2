"""What a stretch of text is, in the words of LSP's standard semantic tokens."""

from __future__ import annotations

import enum
from typing import NamedTuple


class TokenType(enum.IntEnum):
    """The kinds of tokens; numbers are places in the legend."""

    COMMENT = 0
    NAMESPACE = 1
    """A section."""
    PROPERTY = 2
    """An option of a configuration file."""
    KEYWORD = 3
    """An option of a requirements file, and ``and``, ``or``, ``in``, ``not`` of markers."""
    OPERATOR = 4
    STRING = 5
    NUMBER = 6
    ENUM_MEMBER = 7
    """A value of which there are only a few."""
    VARIABLE = 8
    """The name of a host."""
    CLASS = 9
    """The name of a package."""
    PARAMETER = 10
    """An extra, and the variables of markers."""
    MACRO = 11
    """``${NAME}``, which pip replaces by a variable of the environment."""

    @property
    def word(self) -> str:
        """LSP's name."""
        return "enumMember" if self is TokenType.ENUM_MEMBER else self.name.lower()


class Modifier(enum.IntFlag):
    """What else is true of a token; bits are places in the legend."""

    NONE = 0
    DEPRECATED = 1
    """pip does nothing with it."""

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """LSP's names, by bit."""
        return ("deprecated",)


class Token(NamedTuple):
    """One stretch within one line."""

    start: int
    end: int
    type: TokenType
    modifiers: int = 0


def in_order(tokens: list[Token]) -> list[Token]:
    """Sorted and without overlaps: of two that overlap, the first stays."""
    tokens.sort()
    kept: list[Token] = []
    end = -1
    for token in tokens:
        if token.start >= end and token.end > token.start:
            kept.append(token)
            end = token.end
    return kept
