"""The tokens of one line of a requirements file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.glance.token import Modifier, Token, TokenType, in_order
from piptrust.engine.glance.value_tokens import value_tokens
from piptrust.parse.document import Setting
from piptrust.parse.requirement_line import LineRequirement, LogicalLine
from piptrust.text.span import Span

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PHYSICAL = re.compile(f"[^{_LINE_ENDS}]+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_NAME = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)[ \t]*(?P<extras>\[[^\]]*\])?")
_EXTRA = re.compile(r"[\w.-]+")
_SPECIFIER = re.compile(r"(?P<operator>===|[=!~<>]=|[<>])[ \t]*(?P<version>[^\s,;()#\\]*)")
_MARKER = re.compile(
    r"(?P<string>'[^']*'|\"[^\"]*\")|(?P<operator>===|[=!~<>]=|[<>])|(?P<word>\b(?:and|or|not|in)\b)|(?P<name>[a-z_.]+)"
)
_MARKER_TYPES = {
    "string": TokenType.STRING,
    "operator": TokenType.OPERATOR,
    "word": TokenType.KEYWORD,
    "name": TokenType.PARAMETER,
}
_NOTHING = Modifier.NONE


def requirement_tokens(source: str, line: LogicalLine) -> list[Token]:
    """The tokens of one logical line, in order, relative to its start; ``source`` is its text with line ends."""
    if not line.text and "#" not in source:
        return []
    tokens = list(_comments(source)) if "#" in source else []
    if line.requirement is not None:
        tokens.extend(_requirement(source, line.requirement))
    for setting in line.settings:
        tokens.extend(_option(source, setting))
    for setting in line.requirement_options:
        tokens.extend(_option(source, setting))
    return in_order(tokens)


def _comments(source: str) -> Iterator[Token]:
    """Lines that are comments, and what follows a ``#`` behind a blank, up to the end of the joined line."""
    behind = False
    for physical in _PHYSICAL.finditer(source):
        text = physical.group()
        match = _COMMENT.search(text)
        if match is None and not behind:
            continue
        whole = text.lstrip().startswith("#")
        start = 0 if behind and not whole else match.start() if match else 0
        behind = behind or not whole
        content = text.rstrip()
        start += len(content[start:]) - len(content[start:].lstrip())
        yield Token(physical.start() + start, physical.start() + len(content), TokenType.COMMENT)


def _requirement(source: str, requirement: LineRequirement) -> Iterator[Token]:
    start, end = requirement.span
    text = source[start:end]
    if requirement.editable or requirement.verdict.name is None or "#" in text:
        yield from _words(text, start)
        return
    name = _NAME.match(text)
    if name is None:
        yield from _words(text, start)
        return
    yield Token(start, start + name.end("name"), TokenType.CLASS)
    if name["extras"]:
        for extra in _EXTRA.finditer(text, *name.span("extras")):
            yield Token(start + extra.start(), start + extra.end(), TokenType.PARAMETER)
    rest = name.end()
    address = text.find("@", rest)
    if requirement.verdict.link and address >= 0 and not text[rest:address].strip(" \t\\\r\n"):
        yield Token(start + address, start + address + 1, TokenType.OPERATOR)
        # Behind a URL a marker needs a blank: a semicolon alone may be part of it (PEP 508).
        semicolon = text.find(" ;", address) + 1 or -1
        until = semicolon if semicolon >= 0 else len(text)
        yield from _words(text[address + 1 : until], start + address + 1)
    else:
        semicolon = text.find(";", rest)
        until = semicolon if semicolon >= 0 else len(text)
        for match in _SPECIFIER.finditer(text, rest, until):
            yield Token(start + match.start(), start + match.end("operator"), TokenType.OPERATOR)
            if match["version"]:
                yield Token(start + match.start("version"), start + match.end("version"), TokenType.NUMBER)
    if semicolon >= 0:
        yield Token(start + semicolon, start + semicolon + 1, TokenType.OPERATOR)
        for match in _MARKER.finditer(text, semicolon + 1):
            yield Token(start + match.start(), start + match.end(), _MARKER_TYPES[match.lastgroup or "name"])


def _words(text: str, start: int) -> Iterator[Token]:
    for word in re.finditer(r"[^\s\\]+", text):
        key = "find-links" if "://" in word.group() else ""
        yield from value_tokens(key, word.group(), start + word.start(), _NOTHING, variables=True)


def _option(source: str, setting: Setting) -> Iterator[Token]:
    modifiers = Modifier.DEPRECATED if setting.ignored is not None else _NOTHING
    yield Token(*setting.key_span, TokenType.KEYWORD, modifiers)
    written = source[setting.value_span.start : setting.value_span.end]
    if written == setting.value:
        yield from value_tokens(setting.key, written, setting.value_span.start, modifiers, variables=True)
        return
    # Quotes and joined lines: the pieces as they stand.
    for span in _pieces(written, setting.value_span.start):
        yield Token(*span, TokenType.STRING, modifiers)


def _pieces(text: str, start: int) -> Iterator[Span]:
    for physical in _PHYSICAL.finditer(text):
        content = physical.group().rstrip("\\")
        begin = physical.start() + len(content) - len(content.lstrip())
        if content.strip():
            yield Span(start + begin, start + physical.start() + len(content.rstrip()))
