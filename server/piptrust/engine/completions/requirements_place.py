"""Where a caret stands in a requirements file: in a name, a version, a marker, an option, or an option's value."""

from __future__ import annotations

import re
from typing import Union

from piptrust.engine.completions.item import Slot
from piptrust.engine.completions.line_at_caret import LineAtCaret, line_at_caret
from piptrust.parse.document import Document
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_options import LineOption, OptionTable, options_of
from piptrust.parse.requirement_words import QuotingError, Word, split_words
from piptrust.text.records import dataclass

_VARIABLE = re.compile(r"\$(?:\{[A-Za-z0-9_]*)?$")
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_HALF_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|")
_NAMED = re.compile(rf"(?P<name>{_NAME})\s*(?:\[[^\]]*\]\s*)?(?P<specifiers>.*)", re.DOTALL)
_EXTRAS = re.compile(rf"(?P<name>{_NAME})\s*\[(?:[^\],]*,)*\s*(?P<extra>[A-Za-z0-9._-]*)")
_CLAUSE = re.compile(r"\s*(?P<operator>===|~=|==|!=|<=|>=|<|>)\s*(?P<version>[^\s,;)]*)")
_HALF_OPERATOR = re.compile(r"[=!~]?")
_PATH = re.compile(r"\.{0,2}/|\.\.?$|~")
# What an item takes the place of, behind the caret.
_NAME_GOES_ON = re.compile(r"[A-Za-z0-9._-]*")
_WORD_GOES_ON = re.compile(r"[^\s'\"\\;,]*")
_VARIABLE_GOES_ON = re.compile(r"[A-Za-z0-9_]*\}?")


@dataclass(frozen=True)
class CommentAt:
    """In a comment."""

    slot: Slot
    before: str


@dataclass(frozen=True)
class VariableAt:
    """In a ``${NAME}``, or behind its dollar sign."""

    slot: Slot


@dataclass(frozen=True)
class ProjectAt:
    """In a project's name. ``line_is_empty``: nothing stands on the line, so options may be meant."""

    slot: Slot
    line_is_empty: bool


@dataclass(frozen=True)
class ExtraAt:
    """In the brackets behind the name of a project."""

    slot: Slot
    project: str


@dataclass(frozen=True)
class OperatorAt:
    """Where a version operator may stand; ``first`` says that none stands before it."""

    slot: Slot
    first: bool


@dataclass(frozen=True)
class VersionAt:
    """Behind a version operator. ``operator_slot`` is its own place where no version is begun."""

    slot: Slot
    project: str
    operator: str
    operator_slot: Slot | None


@dataclass(frozen=True)
class MarkerAt:
    """In an environment marker: what stands before the caret, and where."""

    before: str
    line: LineAtCaret
    start: int


@dataclass(frozen=True)
class PathAt:
    """In the path of a local project or archive."""

    word: Slot
    quote: str


@dataclass(frozen=True)
class OptionNameAt:
    """In an option's name. ``place`` is where it stands: a ``line`` of its own, a ``requirement``, ``editable``."""

    slot: Slot
    place: str


@dataclass(frozen=True)
class OptionValueAt:
    """In an option's value. ``quote`` is the open quote, if any."""

    slot: Slot
    option: LineOption
    quote: str


RequirementsPlace = Union[
    CommentAt,
    VariableAt,
    ProjectAt,
    ExtraAt,
    OperatorAt,
    VersionAt,
    MarkerAt,
    PathAt,
    OptionNameAt,
    OptionValueAt,
]


def requirements_place(
    document: Document, offset: int, pip_version: PipVersion | None
) -> RequirementsPlace | None:
    """The place of a caret; None where nothing sensible can be written."""
    line = line_at_caret(document, offset)
    before = line.before
    if line.comment:
        return CommentAt(_slot(document, line, len(before), _WORD_GOES_ON), before)
    variable = _VARIABLE.search(before)
    if variable is not None:
        return VariableAt(_slot(document, line, variable.start(), _VARIABLE_GOES_ON))
    options_start = 0 if before.startswith("-") else before.find(" -") + 1
    if options_start or before.startswith("-"):
        return _in_options(document, line, options_start, options_of(pip_version))
    return _in_requirement(document, line)


def _in_requirement(document: Document, line: LineAtCaret) -> RequirementsPlace | None:
    before = line.before
    if _HALF_NAME.fullmatch(before):
        return ProjectAt(_slot(document, line, 0, _NAME_GOES_ON), not before)
    if _PATH.match(before):
        return PathAt(_slot(document, line, 0, _WORD_GOES_ON), "")
    is_url = "://" in before or "@" in before
    marker = before.find("; " if is_url else ";")
    if marker >= 0:
        return MarkerAt(before[marker + 1 :], line, marker + 1)
    if is_url:
        return None
    extras = _EXTRAS.fullmatch(before)
    if extras is not None:
        return ExtraAt(_slot(document, line, extras.start("extra"), _NAME_GOES_ON), extras["name"])
    named = _NAMED.fullmatch(before)
    return None if named is None else _in_specifiers(document, line, named)


def _in_specifiers(document: Document, line: LineAtCaret, named: re.Match[str]) -> RequirementsPlace | None:
    start = named.start("specifiers")
    clauses = named["specifiers"]
    comma = clauses.rfind(",") + 1
    clause = clauses[comma:].lstrip("( ")
    start += len(clauses) - len(clause)
    if _HALF_OPERATOR.fullmatch(clause):
        return OperatorAt(_slot(document, line, start, None), not comma)
    match = _CLAUSE.fullmatch(clause)
    if match is not None:
        version = _slot(document, line, start + match.start("version"), _WORD_GOES_ON)
        operator = None if match["version"] else _slot(document, line, start, None)
        return VersionAt(version, named["name"], match["operator"], operator)
    ended = _CLAUSE.fullmatch(clause.rstrip())
    if ended is not None and ended["version"]:
        return OperatorAt(_slot(document, line, len(line.before), None), False)
    return None


def _in_options(
    document: Document, line: LineAtCaret, options_start: int, table: OptionTable
) -> RequirementsPlace | None:
    found = _words(line.before, options_start)
    if found is None:
        return None
    words, quote = found
    at_end = words[-1].stop >= len(line.before) if words else False
    current = words.pop() if at_end else None
    awaiting, editable = _awaiting(words, table)
    if awaiting is not None:
        return OptionValueAt(_word_slot(document, line, current, 0), awaiting, quote)
    place = "editable" if editable else "requirement" if options_start else "line"
    if current is None or current.text == "":
        return OptionNameAt(_slot(document, line, len(line.before), None), place)
    name, equals, _ = current.text.partition("=")
    if name.startswith("--") and equals:
        option = _by_spelling(name, table)
        if option is None or not option.takes_value:
            return None
        return OptionValueAt(_word_slot(document, line, current, len(name) + 1), option, quote)
    short = table.by_spelling.get(name[:2]) if len(name) > 2 and name[0] == "-" != name[1] else None
    if short is not None and short.takes_value:
        return OptionValueAt(_word_slot(document, line, current, 2), short, quote)
    if name.startswith("-") and not quote:
        return OptionNameAt(_word_slot(document, line, current, 0), place)
    return None


def _words(before: str, start: int) -> tuple[list[Word], str] | None:
    """The words, and the quote that is still open; None where a backslash stands last."""
    for quote in ("", '"', "'"):
        try:
            words = split_words(before + quote, start)
        except QuotingError:
            continue
        if quote:
            last = words.pop()
            words.append(Word(last.text, last.offsets, last.place, last.begin, len(before)))
        return words, quote
    return None


def _awaiting(words: list[Word], table: OptionTable) -> tuple[LineOption | None, bool]:
    """The option whose value comes next, and whether ``-e`` stands before it."""
    awaiting: LineOption | None = None
    editable = False
    for word in words:
        if awaiting is not None:
            editable = editable or awaiting.key == "editable"
            awaiting = None
            continue
        name, equals, _ = word.text.partition("=")
        option = _by_spelling(name, table)
        if option is not None and option.takes_value and not equals:
            awaiting = option
        elif option is not None:
            editable = editable or option.key == "editable"
    return awaiting, editable


def _by_spelling(name: str, table: OptionTable) -> LineOption | None:
    option = table.by_spelling.get(name)
    if option is not None or not name.startswith("--") or len(name) < 3:
        return option
    possible = [spelling for spelling in table.long_spellings() if spelling.startswith(name)]
    return table.by_spelling[possible[0]] if len(possible) == 1 else None


def _word_slot(document: Document, line: LineAtCaret, word: Word | None, skipped: int) -> Slot:
    """The part of a word behind its first ``skipped`` code points."""
    if word is None:
        return _slot(document, line, len(line.before), _WORD_GOES_ON)
    # Where nothing of it is written yet, a quote may be.
    start = word.offsets[skipped] if skipped < len(word.offsets) else len(line.before)
    slot = _slot(document, line, start, _WORD_GOES_ON)
    return Slot(slot.start, slot.caret, slot.end, word.text[skipped:])


def _slot(document: Document, line: LineAtCaret, start: int, goes_on: re.Pattern[str] | None) -> Slot:
    end = line.offset
    if goes_on is not None:
        match = goes_on.match(document.text, line.offset, line.rest.end)
        assert match is not None
        end = match.end()
    return Slot(line.place(start), line.offset, end, line.before[start:])
