"""The outline of a document: sections with their settings, requirements, includes."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from piptrust.engine.kept import KeptByDocument
from piptrust.engine.navigation.mention import Known
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf, Section
from piptrust.parse.requirement_line import LineRequirement, LogicalLine
from piptrust.parse.requirements import RequirementsFile
from piptrust.resolve.environment import Environment
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import redact

_LONGEST_DETAIL = 80
_INCLUDES = frozenset({"requirement", "constraint"})


class SymbolRole(enum.Enum):
    """What an entry of the outline stands for."""

    SECTION = "section"
    SETTING = "setting"
    REQUIREMENT = "requirement"
    INCLUDE = "include"


@dataclass(frozen=True)
class Symbol:
    """One entry of the outline.

    Attributes:
        name: never empty, and without credentials.
        detail: what follows it in fainter letters; may be empty.
        role: what it stands for.
        span: all of it.
        selection: the name in it.
        children: those inside it, in order.
    """

    name: str
    detail: str
    role: SymbolRole
    span: Span
    selection: Span
    children: tuple[Symbol, ...] = ()


@dataclass(frozen=True)
class FoundSymbol:
    """One entry of some document of the workspace; ``container`` is the section around it, or empty."""

    uri: str
    symbol: Symbol
    container: str


def symbols(document: Document) -> tuple[Symbol, ...]:
    """The outline of a document, in order."""
    structure = document.structure
    if isinstance(structure, RequirementsFile):
        lines = zip(structure.lines, structure.starts)
        return tuple(_moved(symbol, start) for line, start in lines for symbol in line_symbols(line))
    return tuple(_config(document, structure)) if isinstance(structure, PipConf) else ()


def line_symbols(line: LogicalLine) -> Iterator[Symbol]:
    """The entries of one line of a requirements file, with spans relative to the line's start."""
    if line.requirement is not None:
        yield _requirement(line.requirement)
        return
    for setting in line.settings:
        end = max(setting.value_span.end, setting.key_span.end)
        span = Span(setting.key_span.start, end)
        if setting.key in _INCLUDES and setting.value:
            yield Symbol(
                redact(setting.value), f"--{setting.key}", SymbolRole.INCLUDE, span, setting.value_span
            )
        else:
            detail = _detail(setting.value)
            yield Symbol(f"--{setting.key}", detail, SymbolRole.SETTING, span, setting.key_span)


def matching_symbols(documents: Iterable[Known], query: str) -> Iterator[tuple[FoundSymbol, ...]]:
    """The entries of each document that have the characters of the query in this order, cases alike.

    Settings are named with their values: one looks for a host rather than for ``index-url``.
    """
    wanted = query.lower()
    for known in documents:
        entries = _kept(known.document, known.environment)
        yield tuple(found for folded, found in entries if _matches(folded, wanted))


def _config(document: Document, structure: PipConf) -> Iterator[Symbol]:
    for section in structure.sections:
        children = tuple(_setting(entry.setting) for entry in section.entries)
        if not section.name:
            # Entries above the first header; pip stops at them, and they belong to no section.
            yield from children
            continue
        yield Symbol(
            f"[{section.name}]",
            "",
            SymbolRole.SECTION,
            _section_span(document, section),
            section.header_span,
            children,
        )


def _section_span(document: Document, section: Section) -> Span:
    text = document.source(section.span)
    return Span(section.header_span.start, section.span.start + len(text.rstrip()))


def _setting(setting: Setting) -> Symbol:
    span = Span(setting.key_span.start, max(setting.value_span.end, setting.key_span.end))
    name = setting.key or "?"
    return Symbol(name, _detail(setting.value), SymbolRole.SETTING, span, setting.key_span)


def _requirement(requirement: LineRequirement) -> Symbol:
    text = " ".join(redact(requirement.text).split())
    name = requirement.verdict.name or text.partition(" ")[0]
    detail = text[len(name) :].lstrip() if text.startswith(name) else text
    if detail == name:
        detail = ""
    return Symbol(name or "?", _short(detail), SymbolRole.REQUIREMENT, requirement.span, requirement.span)


def _detail(value: str) -> str:
    return _short(" ".join(redact(value).split()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_DETAIL else text[: _LONGEST_DETAIL - 1] + "…"


def _moved(symbol: Symbol, offset: int) -> Symbol:
    return Symbol(
        symbol.name, symbol.detail, symbol.role, symbol.span.shifted(offset), symbol.selection.shifted(offset)
    )


def _folded(document: Document, environment: Environment) -> list[tuple[str, FoundSymbol]]:
    """The entries of a document, each with its name for comparing. Whoever searches asks at every letter."""
    del environment
    return [(found.symbol.name.lower(), found) for found in _flat(document)]


_kept = KeptByDocument(_folded)


def _flat(document: Document) -> Iterator[FoundSymbol]:
    for symbol in symbols(document):
        yield FoundSymbol(document.uri, _with_value(symbol), "")
        for child in symbol.children:
            yield FoundSymbol(document.uri, _with_value(child), symbol.name)


def _with_value(symbol: Symbol) -> Symbol:
    if symbol.role is not SymbolRole.SETTING or not symbol.detail:
        return symbol
    name = f"{symbol.name} = {symbol.detail}"
    return Symbol(name, "", symbol.role, symbol.span, symbol.selection)


def _matches(name: str, wanted: str) -> bool:
    if wanted in name:
        return True
    position = 0
    for character in wanted:
        position = name.find(character, position) + 1
        if not position:
            return False
    return True
