"""One logical line of a requirements file: a requirement, options, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from piptrust.parse.document import Problem, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_check import check_editable, check_requirement
from piptrust.parse.requirement_lines import JoinedText, join_line
from piptrust.parse.requirement_options import (
    QuotingError,
    ReadOptions,
    UsedOption,
    Word,
    options_of,
    read_options,
    split_words,
)
from piptrust.text.span import Span

ON_REQUIREMENT_LINE = "it stands on a requirement's line"
ON_INCLUDE_LINE = "its line names another file to read"
FIRST_COUNTS = "only the first of a line counts"
LAST_COUNTS = "a later one on its line replaces it"
LINE_REFUSED = "pip refuses its line"

_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
_WORD = re.compile(r"\S+")
_LONGEST_REMEMBERED = 4_096
_NO_OPTIONS = ReadOptions((), (), None)


@dataclass(frozen=True)
class LogicalLine:
    """What pip makes of one logical line. Every span is relative to the line's start.

    Attributes:
        length: of the source, line ends included.
        text: what is split into requirement and options; variables are still ``${NAME}``.
        requirement: the requirement, or what stands behind the first ``-e``; None for other lines.
        requirement_span: where it stands.
        editable: whether the requirement is an editable one.
        settings: the options, but for those that belong to a requirement.
        requirement_options: ``--hash`` and the like, as (long name, value).
        problems: what is wrong here.
        variables: where ``${NAME}`` stands.
        include: the setting that names the file that pip reads here, or None.
    """

    length: int
    text: str
    requirement: str | None = None
    requirement_span: Span = Span(0, 0)
    editable: bool = False
    settings: tuple[Setting, ...] = ()
    requirement_options: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    variables: tuple[Value, ...] = ()
    include: Setting | None = None


def read_line(source: str, kind: FileKind, pip_version: PipVersion | None) -> LogicalLine:
    """The line with this source, line ends included. Lines that were read before cost a look-up."""
    if len(source) > _LONGEST_REMEMBERED:
        return _read(source, kind, pip_version)
    return _remembered(source, kind, pip_version)


@lru_cache(maxsize=32_768)
def _remembered(source: str, kind: FileKind, pip_version: PipVersion | None) -> LogicalLine:
    return _read(source, kind, pip_version)


def _read(source: str, kind: FileKind, pip_version: PipVersion | None) -> LogicalLine:
    joined = join_line(source)
    text = joined.text
    if not text:
        return LogicalLine(len(source), "")
    problems: list[Problem] = []
    options_start = 0 if text.startswith("-") else text.find(" -") + 1
    arguments = text if not (options_start or text.startswith("-")) else text[: max(options_start - 1, 0)]
    read = _NO_OPTIONS
    if options_start or text.startswith("-"):
        try:
            read = read_options(split_words(text, options_start), options_of(pip_version))
        except QuotingError as error:
            span = joined.span(options_start, len(text))
            says = f"Could not split options: {text[options_start:]}"
            problems.append(Problem("requirements-bad-quoting", span, says, True, (("reason", str(error)),)))
            return LogicalLine(len(source), text, problems=tuple(problems), variables=_variables(joined))
    if read.error is not None:
        problems.append(_option_problem(read, joined))
    editables = [u for u in read.used if u.option.key == "editable" and u.value is not None]
    requirement, span = _requirement(arguments, editables, joined)
    settings, include = _settings(read, joined, len(source), bool(arguments), requirement is not None)
    if requirement is not None and read.error is None:
        problems.extend(_requirement_problems(requirement, span, not arguments, kind))
    if read.leftover and read.error is None:
        words = [joined_span(word, joined) for word in read.leftover]
        detail = (("words", " ".join(word.text for word in read.leftover)),)
        problems.append(
            Problem("requirements-extra-words", Span(words[0].start, words[-1].end), None, False, detail)
        )
    return LogicalLine(
        len(source),
        text,
        requirement,
        span,
        requirement is not None and not arguments,
        tuple(settings),
        tuple(
            (u.option.key, u.value.text) for u in read.used if u.option.of_requirement and u.value is not None
        ),
        tuple(problems),
        _variables(joined),
        include,
    )


def joined_span(word: Word, joined: JoinedText) -> Span:
    """Where a word stands in the source; empty words keep their place."""
    if not word.offsets:
        place = joined.span(word.place - 1, word.place).end if word.place else joined.place(0)
        return Span(place, place)
    return Span(joined.place(word.offsets[0]), joined.place(word.offsets[-1]) + 1)


def _requirement(arguments: str, editables: list[UsedOption], joined: JoinedText) -> tuple[str | None, Span]:
    if arguments:
        return arguments, joined.span(0, len(arguments.rstrip()))
    if editables:
        value = editables[0].value
        assert value is not None
        return value.text, joined_span(value, joined)
    return None, Span(0, 0)


def _option_problem(read: ReadOptions, joined: JoinedText) -> Problem:
    error = read.error
    assert error is not None
    code = "requirements-option-not-allowed" if error.reason == "unknown" else "requirements-invalid-option"
    detail = [("reason", error.reason), ("option", error.written.text)]
    if error.value is not None:
        detail.append(("value", error.value.text))
    span = joined_span(error.written, joined)
    if error.value is not None and error.reason in {"value-invalid", "value-unwanted"}:
        span = joined_span(error.value, joined)
    return Problem(code, span, f"pip: error: {error.message}", True, tuple(detail))


def _requirement_problems(requirement: str, span: Span, editable: bool, kind: FileKind) -> list[Problem]:
    verdict = check_editable(requirement) if editable else check_requirement(requirement)
    variables = " ".join(match.group()[2:-1] for match in _VARIABLE.finditer(requirement))
    problems: list[Problem] = []
    if kind is FileKind.CONSTRAINTS and (editable or verdict.extras):
        detail = (("reason", "editable" if editable else "extras"),)
        says = (
            "Editable requirements are not allowed as constraints"
            if editable
            else "Constraints cannot have extras"
        )
        problems.append(Problem("requirements-constraint-not-allowed", span, says, True, detail))
    elif verdict.error is not None:
        detail = (("hint", verdict.hint), ("variables", variables))
        problems.append(Problem("requirements-invalid-requirement", span, verdict.error, True, detail))
    return problems


def _settings(
    read: ReadOptions, joined: JoinedText, length: int, has_arguments: bool, has_requirement: bool
) -> tuple[list[Setting], Setting | None]:
    used = [u for u in read.used if not u.option.of_requirement]
    keys = [u.option.key for u in used]
    include_key = None
    if not has_requirement and read.error is None:
        include_key = (
            "requirement" if "requirement" in keys else "constraint" if "constraint" in keys else None
        )
    alone = len(read.used) == 1 and not has_arguments and not read.leftover and read.error is None
    settings: list[Setting] = []
    include: Setting | None = None
    seen: set[str] = set()
    for number, one in enumerate(used):
        key = one.option.key
        ignored: str | None = None
        if read.error is not None:
            ignored = LINE_REFUSED
        elif key == "editable" and not has_arguments:
            ignored = FIRST_COUNTS if key in seen else None
        elif has_requirement:
            ignored = ON_REQUIREMENT_LINE
        elif include_key is not None:
            ignored = FIRST_COUNTS if key == include_key and key in seen else None
            ignored = ON_INCLUDE_LINE if key != include_key else ignored
        elif key == "find-links" and key in seen:
            ignored = FIRST_COUNTS
        elif key == "index-url" and key in keys[number + 1 :]:
            ignored = LAST_COUNTS
        seen.add(key)
        setting = _setting(one, joined, Span(0, length) if alone else None, ignored)
        settings.append(setting)
        if key == include_key and include is None:
            include = setting
    return settings, include


def _setting(used: UsedOption, joined: JoinedText, whole: Span | None, ignored: str | None) -> Setting:
    key_span = joined_span(used.written, joined)
    if used.value is None:
        place = Span(key_span.end, key_span.end)
        return Setting(used.option.key, "", None, key_span, place, whole or key_span, (), ignored)
    value_span = joined_span(used.value, joined)
    return Setting(
        used.option.key,
        used.value.text,
        None,
        key_span,
        value_span,
        whole or Span(key_span.start, max(value_span.end, key_span.end)),
        tuple(_values(used.value, joined)),
        ignored,
    )


def _values(word: Word, joined: JoinedText) -> list[Value]:
    values: list[Value] = []
    for match in _WORD.finditer(word.text):
        first, last = word.offsets[match.start()], word.offsets[match.end() - 1]
        values.append(Value(match.group(), Span(joined.place(first), joined.place(last) + 1)))
    return values


def _variables(joined: JoinedText) -> tuple[Value, ...]:
    if "${" not in joined.text:
        return ()
    return tuple(Value(m.group()[2:-1], joined.span(*m.span())) for m in _VARIABLE.finditer(joined.text))
