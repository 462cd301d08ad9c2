"""The tokens of a configuration file."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, commands, option_named
from piptrust.engine.glance.token import Modifier, Token, TokenType, in_order
from piptrust.engine.glance.value_tokens import value_tokens
from piptrust.parse.document import Document
from piptrust.parse.pip_conf import DEFAULT_SECTION, Entry, PipConf
from piptrust.parse.pip_version import PipVersion


def config_tokens(document: Document, pip_version: PipVersion | None) -> list[Token]:
    """All of them, in order. Sections and options that this pip does not know are marked as deprecated."""
    assert isinstance(document.structure, PipConf)
    structure = document.structure
    tokens = [Token(c.start, c.end, TokenType.COMMENT) for c in structure.comments]
    known = {GLOBAL, DEFAULT_SECTION, "", *commands(pip_version)}
    for section in structure.sections:
        unread = Modifier.NONE if section.name in known else Modifier.DEPRECATED
        if section.name_span.end > section.name_span.start:
            tokens.append(Token(*section.name_span, TokenType.NAMESPACE, unread))
        for entry in section.entries:
            # Outside its own sections pip reads an option as that of any command.
            place = GLOBAL if section.name in {DEFAULT_SECTION, ""} or unread else section.name
            unknown = option_named(entry.setting.key, place, pip_version) is None
            tokens.extend(_entry(entry, Modifier.DEPRECATED if unread or unknown else Modifier.NONE))
    return in_order(tokens)


def _entry(entry: Entry, modifiers: int) -> Iterator[Token]:
    setting = entry.setting
    yield Token(*setting.key_span, TokenType.PROPERTY, modifiers)
    yield Token(*entry.separator_span, TokenType.OPERATOR)
    for line in entry.lines:
        yield from value_tokens(setting.key, line.text, line.span.start, Modifier.NONE, variables=False)
