"""One logical line of a requirements file: a requirement, options, or nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from piptrust.locale import mark
from piptrust.parse.document import Problem, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.quirks import (
    CONSTRAINTS_ARE_CHECKED,
    CONSTRAINTS_MAY_BE_LINKS,
    EDITABLE_OPTION_MARKS_REQUIREMENT,
    NO_INDEX_IS_FINAL,
)
from piptrust.parse.requirement_check import Verdict, check_editable, check_requirement
from piptrust.parse.requirement_lines import JoinedText, join_line
from piptrust.parse.requirement_options import OptionError, ReadOptions, UsedOption, options_of, read_options
from piptrust.parse.requirement_words import QuotingError, Word, split_words
from piptrust.text.records import dataclass
from piptrust.text.span import Span

# Why a setting is ignored, to stand in a sentence after "because".
ON_REQUIREMENT_LINE = mark("it stands on a requirement's line")
ON_INCLUDE_LINE = mark("its line names another file to read")
FIRST_COUNTS = mark("only the first of a line counts")
LAST_COUNTS = mark("a later one on its line replaces it")
NO_VALUE = mark("it has no value")
NO_INDEX_COUNTS = mark("--no-index stands on its line")
LINE_REFUSED = mark("pip refuses its line")

# pip 26.3, req/req_file.py:ENV_VAR_RE
VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)\}")
_WORD = re.compile(r"\S+")
_LONGEST_REMEMBERED = 4_096
# These count wherever they stand: pip hands the finder's own sets to the parser of every line (pip 26.3,
# req/req_file.py:get_line_parser), and all parsers share one default list of features
# (cli/cmdoptions.py:use_new_feature).
_COUNT_ANYWHERE = frozenset({"no-binary", "only-binary", "all-releases", "only-final", "use-feature"})


@dataclass(frozen=True)
class LineRequirement:
    """What a line asks to install.

    Attributes:
        text: as pip gets it, variables still ``${NAME}``.
        span: where it stands.
        editable: whether ``-e`` says so.
        verdict: what pip makes of it.
    """

    text: str
    span: Span
    editable: bool
    verdict: Verdict


@dataclass(frozen=True)
class LogicalLine:
    """What pip makes of one logical line. Every span is relative to the line's start.

    Attributes:
        length: of the source, line ends included.
        text: what is split into requirement and options; variables are still ``${NAME}``.
        requirement: what the line asks to install, or None.
        settings: the options, but for those that belong to a requirement.
        requirement_options: ``--hash`` and the like.
        problems: what is wrong here.
        variables: the names of ``${NAME}``, and where they stand.
        include: the setting that names the file that pip reads here, or None.
    """

    length: int
    text: str
    requirement: LineRequirement | None = None
    settings: tuple[Setting, ...] = ()
    requirement_options: tuple[Setting, ...] = ()
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
    if not joined.text:
        return LogicalLine(len(source), "")
    return _LineReader(joined, len(source), kind, pip_version).read()


class _LineReader:
    """Reads one line; holds what every step of that needs."""

    def __init__(
        self, joined: JoinedText, length: int, kind: FileKind, pip_version: PipVersion | None
    ) -> None:
        self._joined = joined
        self._length = length
        self._kind = kind
        self._pip_version = pip_version
        # pip 26.3, req/req_file.py:break_args_options: options start at the first word with a dash, and only
        # single spaces part words.
        text = joined.text
        self._options_start = 0 if text.startswith("-") else (text.find(" -") + 1 or len(text))
        self._arguments = text[: self._options_start].removesuffix(" ")

    def read(self) -> LogicalLine:
        text = self._joined.text
        variables = tuple(self._variables())
        try:
            words = split_words(text, self._options_start)
        except QuotingError as error:
            problems = (*self._variable_problems(), self._quoting_problem(error))
            return LogicalLine(self._length, text, problems=problems, variables=variables)
        options = read_options(words, options_of(self._pip_version))
        requirement = self._requirement(options)
        whole = self._whole_spans(options)
        settings = self._settings(options, requirement, whole)
        of_requirement = [o for o in options.used if o.option.of_requirement]
        include = None
        if requirement is None and options.error is None:
            include = next((s for s in settings if s.key == "requirement"), None)
            include = include or next((s for s in settings if s.key == "constraint"), None)
        return LogicalLine(
            self._length,
            text,
            requirement,
            tuple(settings),
            tuple(self._setting(o, whole[o.written.begin], None) for o in of_requirement),
            (*self._variable_problems(), *self._problems(options, requirement, whole)),
            variables,
            include,
        )

    def _requirement(self, options: ReadOptions) -> LineRequirement | None:
        editable = next((o.value for o in options.used if o.option.key == "editable"), None)
        if self._arguments:
            text, span = self._arguments, self._joined.span(0, len(self._arguments.rstrip()))
            marked = editable is not None and EDITABLE_OPTION_MARKS_REQUIREMENT.holds(self._pip_version)
        elif editable is not None:
            text, span, marked = editable.text, self._span(editable), True
        else:
            return None
        check = check_editable if marked else check_requirement
        return LineRequirement(text, span, marked, check(text, self._pip_version))

    def _settings(
        self, options: ReadOptions, requirement: LineRequirement | None, whole: Mapping[int, Span]
    ) -> list[Setting]:
        keys = [o.option.key for o in options.used]
        first = {key: number for number, key in reversed(list(enumerate(keys)))}
        last = {key: number for number, key in enumerate(keys)}
        settings: list[Setting] = []
        for number, used in enumerate(options.used):
            if not used.option.of_requirement:
                place = (first[used.option.key] == number, last[used.option.key] == number)
                ignored = self._ignored(used.option.key, place, first, requirement)
                if options.error is not None:
                    ignored = LINE_REFUSED
                elif (
                    ignored is None and used.option.key == "index-url" and used.value and not used.value.text
                ):
                    ignored = NO_VALUE
                settings.append(self._setting(used, whole[used.written.begin], ignored))
        return settings

    def _ignored(
        self, key: str, place: tuple[bool, bool], keys: Container[str], requirement: LineRequirement | None
    ) -> str | None:
        """Why the option has no effect; ``place`` says whether it is the first and the last of its key.

        pip 26.3, ``req/req_file.py``: ``handle_line``, ``handle_option_line`` and ``_parse_and_recurse``.
        """
        is_first, is_last = place
        repeated = None if is_first else FIRST_COUNTS
        if key in _COUNT_ANYWHERE:
            return None
        if requirement is not None:
            return repeated if key == "editable" and requirement.editable else ON_REQUIREMENT_LINE
        if "requirement" in keys or "constraint" in keys:
            wanted = "requirement" if "requirement" in keys else "constraint"
            return repeated if key == wanted else ON_INCLUDE_LINE
        if key == "find-links":
            return repeated
        if key == "index-url" and not is_last:
            return LAST_COUNTS
        no_index_counts = key == "index-url" or NO_INDEX_IS_FINAL.holds(self._pip_version)
        if "no-index" in keys and key in {"index-url", "extra-index-url"} and no_index_counts:
            return NO_INDEX_COUNTS
        return None

    def _whole_spans(self, options: ReadOptions) -> dict[int, Span]:
        """What removing an option deletes, by where it begins: its line, or it and the blanks beside it."""
        stretches = [(o.written.begin, o.stop) for o in options.used]
        stretches.extend((left.word.begin, left.word.stop) for left in options.leftover)
        if self._arguments:
            stretches.append((0, len(self._arguments.rstrip())))
        if options.error is not None:
            stretches.append((options.error.written.begin, options.error.stop))
            stretches.extend((word.begin, word.stop) for word in options.unread)
        stretches.sort()
        if len(stretches) <= 1:
            return {begin: Span(0, self._length) for begin, _ in stretches}
        spans = {
            begin: self._joined.span(previous_stop, stop)
            for (_, previous_stop), (begin, stop) in zip(stretches, stretches[1:])
        }
        spans[stretches[0][0]] = self._joined.span(stretches[0][0], stretches[1][0])
        return spans

    def _setting(self, used: UsedOption, span: Span, ignored: str | None) -> Setting:
        key_span = self._span(used.written)
        if used.value is None:
            place = Span(key_span.end, key_span.end)
            return Setting(used.option.key, "", None, key_span, place, span, (), ignored)
        word = used.value
        values = tuple(
            Value(m.group(), self._place(word.offsets[m.start()], word.offsets[m.end() - 1]))
            for m in _WORD.finditer(word.text)
        )
        return Setting(used.option.key, word.text, None, key_span, self._span(word), span, values, ignored)

    def _problems(
        self, options: ReadOptions, requirement: LineRequirement | None, whole: Mapping[int, Span]
    ) -> Iterator[Problem]:
        """What is wrong; ``related`` is what removing it deletes, where that is less than the line."""
        if options.error is not None:
            yield self._option_problem(options.error, whole)
            return
        if requirement is not None:
            yield from self._requirement_problems(requirement)
        for number, group in groupby(options.leftover, lambda left: left.after):
            words = [left.word for left in group]
            key = options.used[number - 1].option.key if number else ""
            detail = (("option", key), ("words", " ".join(word.text for word in words)))
            span = self._joined.span(words[0].begin, words[-1].stop)
            removed = Span(whole[words[0].begin].start, span.end)
            if not options.used and not self._arguments:
                removed = Span(0, self._length)
            yield Problem("requirements-extra-words", span, None, False, detail, removed)

    def _quoting_problem(self, error: QuotingError) -> Problem:
        text = self._joined.text
        says = f"Could not split options: {text[self._options_start :]}"
        span = self._joined.span(self._options_start, len(text))
        return Problem("requirements-bad-quoting", span, says, True, (("reason", str(error)),))

    def _option_problem(self, error: OptionError, whole: Mapping[int, Span]) -> Problem:
        code = (
            "requirements-option-not-allowed" if error.reason == "unknown" else "requirements-invalid-option"
        )
        detail = [("reason", error.reason), ("option", error.written.text)]
        place = error.written
        if error.value is not None:
            detail.append(("value", error.value.text))
        if error.value is not None and error.reason in {"value-invalid", "value-unwanted"}:
            place = error.value
        says = f"pip: error: {error.message}"
        return Problem(code, self._span(place), says, True, tuple(detail), whole[error.written.begin])

    def _requirement_problems(self, requirement: LineRequirement) -> Iterator[Problem]:
        verdict = requirement.verdict
        if self._kind is FileKind.CONSTRAINTS and CONSTRAINTS_ARE_CHECKED.holds(self._pip_version):
            refused = self._refused_constraint(verdict, requirement.editable)
            if refused is not None:
                reason, says = refused
                code = "requirements-constraint-not-allowed"
                yield Problem(code, requirement.span, says, True, (("reason", reason),))
                return
        if verdict.error is not None:
            variables = " ".join(VARIABLE.findall(requirement.text))
            detail = (("hint", verdict.hint), ("variables", variables))
            yield Problem("requirements-invalid-requirement", requirement.span, verdict.error, True, detail)

    def _refused_constraint(self, verdict: Verdict, editable: bool) -> tuple[str, str] | None:
        """Why pip refuses a constraint, and its words (pip 26.3, ``req/req_install.py``)."""
        if editable:
            return "editable", "Editable requirements are not allowed as constraints"
        if verdict.error is not None or verdict.open:
            return None
        if verdict.name is None:
            return "unnamed", "Unnamed requirements are not allowed as constraints"
        if verdict.link and not CONSTRAINTS_MAY_BE_LINKS.holds(self._pip_version):
            return "link", "Links are not allowed as constraints"
        if verdict.extras:
            return "extras", "Constraints cannot have extras"
        return None

    def _variables(self) -> Iterator[Value]:
        for match in VARIABLE.finditer(self._joined.text):
            yield Value(match.group(1), self._joined.span(*match.span()))

    def _variable_problems(self) -> Iterator[Problem]:
        """Whether they are problems is for those to say who know the environment."""
        for variable in self._variables():
            detail = (("name", variable.text),)
            yield Problem("requirements-variable-unset", variable.span, None, False, detail)

    def _span(self, word: Word) -> Span:
        if word.offsets:
            return self._place(word.offsets[0], word.offsets[-1])
        place = self._joined.place(word.place - 1) + 1 if word.place else self._joined.place(0)
        return Span(place, place)

    def _place(self, first: int, last: int) -> Span:
        return Span(self._joined.place(first), self._joined.place(last) + 1)
