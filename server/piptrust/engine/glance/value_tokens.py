"""The tokens of one value: its host, variables, numbers, and words that are one of a few."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.glance.token import Token, TokenType
from piptrust.engine.navigation.host_in_text import host_in

_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off"})
_HOSTS = frozenset({"trusted-host", "proxy"})
_URLS = frozenset({"index-url", "pypi-url", "extra-index-url", "find-links"})


def value_tokens(key: str, text: str, start: int, modifiers: int, *, variables: bool) -> Iterator[Token]:
    """The tokens of one line of a value, which starts at ``start``.

    ``variables`` says whether pip replaces ``${NAME}`` here: it does in requirements files only.
    """
    if key in _HOSTS or (key in _URLS and "://" in text):
        for word in re.finditer(r"\S+", text):
            yield from _address(word.group(), start + word.start(), modifiers)
        return
    if _NUMBER.fullmatch(text):
        yield Token(start, start + len(text), TokenType.NUMBER, modifiers)
    elif text.lower() in _WORDS:
        yield Token(start, start + len(text), TokenType.ENUM_MEMBER, modifiers)
    elif variables and "${" in text:
        yield from _with_variables(text, start, modifiers)
    else:
        yield Token(start, start + len(text), TokenType.STRING, modifiers)


def _address(text: str, start: int, modifiers: int) -> Iterator[Token]:
    host = host_in(text)
    if host is None:
        yield from _with_variables(text, start, modifiers)
        return
    yield from _with_variables(text[: host.start], start, modifiers)
    yield Token(start + host.start, start + host.end, TokenType.VARIABLE, modifiers)
    yield from _with_variables(text[host.end :], start + host.end, modifiers)


def _with_variables(text: str, start: int, modifiers: int) -> Iterator[Token]:
    position = 0
    for match in _VARIABLE.finditer(text) if "$" in text else ():
        if match.start() > position:
            yield Token(start + position, start + match.start(), TokenType.STRING, modifiers)
        yield Token(start + match.start(), start + match.end(), TokenType.MACRO, modifiers)
        position = match.end()
    if position < len(text):
        yield Token(start + position, start + len(text), TokenType.STRING, modifiers)
