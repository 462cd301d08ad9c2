"""pip.conf and pip.ini, read as pip's own loader reads them.

pip uses ``configparser.RawConfigParser`` with its defaults (pip 26.3, ``configuration.py``,
``_construct_parser``). So this follows ``RawConfigParser._read`` of CPython 3.9-3.13 step by step, and keeps
what that throws away: where everything stands. Reading goes on after an error that stops pip, from the state
that pip's parser was in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from piptrust.parse.document import Document, Problem, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.quirks import CASE_AND_DASHES_MAKE_DUPLICATES, GREEDY_SECTION_HEADER
from piptrust.text.records import dataclass, field
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path

DEFAULT_SECTION = "DEFAULT"
BYTE_ORDER_MARK = "\ufeff"

# A file is opened with universal newlines, so these and nothing else end a line.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_WORD = re.compile(r"\S+")
_SEPARATOR = re.compile(r"[=:]")
_CONFLICT_MARKER = re.compile(r"(?:<{7}|>{7}|\|{7})(?:\s|$)|={7}$")


@dataclass(frozen=True)
class Entry:
    """One key with its value.

    Attributes:
        setting: the option as pip reads it.
        separator_span: the ``=`` or ``:``.
        lines: the value's lines that are not blank, each stripped as pip strips it.
        comments: comment lines between the value's lines; pip drops them.
    """

    setting: Setting
    separator_span: Span
    lines: tuple[Value, ...]
    comments: tuple[Span, ...]


@dataclass(frozen=True)
class Section:
    """One section header with the entries up to the next.

    Attributes:
        name: as written between the brackets; ``""`` for entries above the first header, which stop pip.
        header_span: the brackets and the name; empty where there is no header.
        name_span: the name.
        junk_span: what stands behind the closing bracket; pip ignores it.
        span: from the header's line to the end of the last line before the next header.
        entries: in file order.
    """

    name: str
    header_span: Span
    name_span: Span
    junk_span: Span
    span: Span
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class PipConf:
    """A configuration file's lines, sorted by what pip takes them for.

    Attributes:
        sections: in file order; a section that is written twice stands here twice.
        comments: comment lines, from ``#`` or ``;`` to the end of the line, those inside values included.
        blank_lines: lines of white space only, with their line ends.
        broken_lines: lines that are neither header nor entry, stripped; they stop pip.
    """

    sections: tuple[Section, ...]
    comments: tuple[Span, ...]
    blank_lines: tuple[Span, ...]
    broken_lines: tuple[Span, ...]
    _raw_keys: tuple[tuple[Setting, str], ...] = field(default=(), repr=False, compare=False)

    @property
    def entries(self) -> Iterator[Entry]:
        for section in self.sections:
            yield from section.entries

    def settings_in(self, section: str) -> tuple[Setting, ...]:
        """The settings that pip has for a section, one for each key.

        Those of ``[DEFAULT]`` come first, and later ones replace earlier ones (pip 26.3,
        ``configuration.py:_load_file``, ``RawConfigParser.items``). Empty where the file has no such section:
        ``[DEFAULT]`` alone does nothing.
        """
        if section not in self._by_section or section == DEFAULT_SECTION:
            return ()
        by_raw_key = {**self._by_section.get(DEFAULT_SECTION, {}), **self._by_section[section]}
        by_key: dict[str, Setting] = {}
        for setting in by_raw_key.values():
            by_key[setting.key] = setting
        return tuple(by_key.values())

    def section_names(self) -> tuple[str, ...]:
        """The names that pip knows, each once, in the order of their first header."""
        return tuple(name for name in self._by_section if name not in {"", DEFAULT_SECTION})

    @cached_property
    def _by_section(self) -> dict[str, dict[str, Setting]]:
        result: dict[str, dict[str, Setting]] = {}
        for section in self.sections:
            result.setdefault(section.name, {})
        for setting, raw_key in self._raw_keys:
            result[setting.section or ""][raw_key] = setting
        return result


def parse_pip_conf(
    uri: str,
    text: str,
    pip_version: PipVersion | None = None,
    python_version: tuple[int, ...] | None = None,
) -> Document:
    """A document of any text. ``None`` for a version means a current one.

    Every problem that stops pip carries the name of the exception as the detail ``pip_error``; pip itself
    reports only the first of those that are no ``ParsingError``, or all ``ParsingError`` together.
    """
    reader = _Reader(uri, text, pip_version, python_version)
    reader.read()
    return Document(
        uri, FileKind.PIP_CONF, text, reader.settings(), tuple(reader.problems), reader.structure()
    )


def normalize_key(name: str) -> str:
    """A key as pip compares it (pip 26.3, ``configuration.py:_normalize_name``)."""
    name = name.lower().replace("_", "-")
    return name.removeprefix("--")


class _OpenEntry:
    """An entry whose value may still go on."""

    def __init__(self, raw_key: str, section: str, key_span: Span, separator: Span, line: Span) -> None:
        self.raw_key = raw_key
        self.section = section
        self.key_span = key_span
        self.separator = separator
        self.span = line
        self.parts: list[Value] = []
        self.comments: list[Span] = []
        self.pending_comments: list[Span] = []

    def add(self, text: str, start: int, line: Span) -> None:
        """One line of the value, stripped; empty for a blank line."""
        span = Span(start, start + len(text))
        self.parts.append(Value(text, span))
        if text:
            self.span = Span(self.span.start, line.end)
            self.comments.extend(self.pending_comments)
            self.pending_comments.clear()

    def finish(self, key: str) -> Entry:
        value = "\n".join([part.text for part in self.parts]).rstrip()
        lines = [part for part in self.parts if part.text]
        first, last = (lines[0].span, lines[-1].span) if lines else (self.parts[0].span,) * 2
        value_span = first if first is last else Span(first.start, last.end)
        words: list[Value] = []
        for line in lines:
            words.extend(_words(line))
        setting = Setting(key, value, self.section, self.key_span, value_span, self.span, tuple(words))
        return Entry(setting, self.separator, tuple(lines), tuple(self.comments))


def _words(line: Value) -> list[Value]:
    if len(line.text.split(None, 1)) == 1:
        return [line]
    start = line.span.start
    return [
        Value(word.group(), Span(start + word.start(), start + word.end()))
        for word in _WORD.finditer(line.text)
    ]


class _OpenSection:
    """A section whose end is not known yet."""

    def __init__(self, name: str, header: Span, name_span: Span, junk: Span, start: int) -> None:
        self.name = name
        self.header = header
        self.name_span = name_span
        self.junk = junk
        self.start = start
        self.entries: list[tuple[Entry, str]] = []

    def finish(self, end: int) -> Section:
        entries = tuple(entry for entry, _ in self.entries)
        return Section(self.name, self.header, self.name_span, self.junk, Span(self.start, end), entries)


class _Reader:
    """``RawConfigParser._read``, with places. Names in comments are that method's."""

    def __init__(
        self, uri: str, text: str, pip_version: PipVersion | None, python_version: tuple[int, ...] | None
    ) -> None:
        self._text = text
        self._path = uri_to_path(uri) or uri
        self._dashes_duplicate = CASE_AND_DASHES_MAKE_DUPLICATES.holds(pip_version)
        self._greedy_header = GREEDY_SECTION_HEADER.holds(python_version)
        self.problems: list[Problem] = []
        self._sections: list[_OpenSection] = []
        self._comments: list[Span] = []
        self._blank_lines: list[Span] = []
        self._broken_lines: list[Span] = []
        self._entry: _OpenEntry | None = None  # None where ``optname`` is None or empty
        self._indent = 0  # ``indent_level``
        self._headers: dict[str, Span] = {}
        self._keys: dict[tuple[str, str], Span] = {}  # ``elements_added``
        self._same_keys: dict[tuple[str, str], Span] = {}

    def read(self) -> None:
        for number, match in enumerate(_LINE.finditer(self._text), start=1):
            if match.start() == match.end():
                break
            self._read_line(number, Span(*match.span()), match.group(1), bool(match.group(2)))
        self._close_entry()
        nul = self._text.find("\0")
        if nul >= 0:
            # Nobody writes NULs, but UTF-16 without a mark is full of them, and pip decodes it all the same.
            detail = (("cause", "nul"),)
            self.problems.append(Problem("config-wrong-encoding", Span(nul, nul + 1), None, False, detail))

    def settings(self) -> tuple[Setting, ...]:
        return tuple(entry.setting for section in self._sections for entry, _ in section.entries)

    def structure(self) -> PipConf:
        ends = [section.start for section in self._sections[1:]] + [len(self._text)]
        return PipConf(
            tuple(section.finish(end) for section, end in zip(self._sections, ends)),
            tuple(self._comments),
            tuple(self._blank_lines),
            tuple(self._broken_lines),
            tuple((entry.setting, raw) for section in self._sections for entry, raw in section.entries),
        )

    def _read_line(self, number: int, line: Span, content: str, ended: bool) -> None:
        if number == 1 and content.startswith(BYTE_ORDER_MARK):
            self._report_byte_order_mark(content, ended)
            line, content = Span(1, line.end), content[1:]
        value = content.strip()
        indent = len(content) - len(content.lstrip())
        start = line.start + indent
        if value[:1] in {"#", ";"}:
            span = Span(start, line.start + len(content))
            self._comments.append(span)
            if self._entry is not None:
                self._entry.pending_comments.append(span)
        elif not value:
            self._blank_lines.append(line)
            if self._entry is not None:
                self._entry.add("", line.start, line)
        elif self._entry is not None and indent > self._indent:
            self._entry.add(value, start, line)
        else:
            self._indent = indent
            source = content + "\n" if ended else content
            if not self._read_header(number, value, start, line):
                self._read_option(number, value, start, line, source)

    def _read_header(self, number: int, value: str, start: int, line: Span) -> bool:
        closing = value.rfind("]") if self._greedy_header else value.find("]")
        if value[0] != "[" or closing < 2:
            return False
        self._close_entry()
        name = value[1:closing]
        header = Span(start, start + closing + 1)
        if name in self._headers and name != DEFAULT_SECTION:
            says = f"While reading from {self._path!r} [line {number:2d}]: section {name!r} already exists"
            self._report(
                "config-duplicate-section",
                header,
                "DuplicateSectionError",
                says,
                self._headers[name],
                name=name,
            )
        self._headers.setdefault(name, header)
        junk_start = header.end + len(value) - closing - 1 - len(value[closing + 1 :].lstrip())
        junk = Span(junk_start, start + len(value))
        self._sections.append(_OpenSection(name, header, Span(start + 1, header.end - 1), junk, line.start))
        return True

    def _read_option(self, number: int, value: str, start: int, line: Span, source: str) -> None:
        span = Span(start, start + len(value))
        separator = _SEPARATOR.search(value)
        written = value[: separator.start()].rstrip() if separator else ""
        if not self._sections:
            self._report_no_header(number, value, span, source, bool(written))
            self._sections.append(
                _OpenSection("", Span(start, start), Span(start, start), Span(start, start), line.start)
            )
        elif not written:
            says = f"Source contains parsing errors: {self._path!r}\n\t[line {number:2d}]: {source!r}"
            self._report("config-parse-error", span, "ParsingError", says, cause=_cause(value))
        if separator is None:
            # ``optname`` keeps its value, so deeper lines that follow still go to the entry above.
            self._broken_lines.append(span)
            return
        self._close_entry()
        section = self._sections[-1].name
        raw_key = normalize_key(written) if self._dashes_duplicate else written.lower()
        key_span = Span(start, start + len(written))
        self._note_key(number, section, raw_key, key_span)
        if not written:
            self._broken_lines.append(span)
            return
        after = value[separator.end() :].lstrip()
        at = start + len(value) - len(after)
        entry = _OpenEntry(
            raw_key, section, key_span, Span(start + separator.start(), start + separator.end()), line
        )
        entry.add(after, at, line)
        self._entry = entry
        if not raw_key:
            # An empty name is no name to configparser: nothing continues its value.
            self._close_entry()

    def _note_key(self, number: int, section: str, raw_key: str, key_span: Span) -> None:
        key = normalize_key(raw_key)
        first = self._keys.setdefault((section, raw_key), key_span)
        same = self._same_keys.setdefault((section, key), key_span)
        if not section:
            return
        if first is not key_span:
            says = (
                f"While reading from {self._path!r} [line {number:2d}]: "
                f"option {raw_key!r} in section {section!r} already exists"
            )
            code = "config-duplicate-option"
            self._report(code, key_span, "DuplicateOptionError", says, first, key=raw_key)
        elif same is not key_span:
            # Two keys to the parser, one to pip: the last wins.
            detail = (("key", key),)
            self.problems.append(Problem("config-duplicate-option", key_span, None, False, detail, same))

    def _close_entry(self) -> None:
        if self._entry is not None:
            entry, self._entry = self._entry, None
            self._sections[-1].entries.append((entry.finish(normalize_key(entry.raw_key)), entry.raw_key))

    def _report_no_header(self, number: int, value: str, span: Span, source: str, has_key: bool) -> None:
        cause = "key" if has_key and not _CONFLICT_MARKER.match(value) else _cause(value)
        code = "config-no-section-header" if cause in {"key", "no-separator"} else "config-parse-error"
        says = _no_header(self._path, number, source)
        self._report(code, span, "MissingSectionHeaderError", says, cause=cause)

    def _report_byte_order_mark(self, content: str, ended: bool) -> None:
        says = _no_header(self._path, 1, content + "\n" if ended else content)
        self._report("config-wrong-encoding", Span(0, 1), "MissingSectionHeaderError", says, cause="bom")

    def _report(
        self, code: str, span: Span, pip_error: str, says: str, related: Span | None = None, **facts: str
    ) -> None:
        message = f"Configuration file could not be loaded.\n{says}"
        detail = (("pip_error", pip_error), *facts.items())
        self.problems.append(Problem(code, span, message, True, detail, related))


def _no_header(path: str, number: int, source: str) -> str:
    return f"File contains no section headers.\nfile: {path!r}, line: {number}\n{source!r}"


def _cause(value: str) -> str:
    """What a line seems to be that pip cannot read."""
    if _CONFLICT_MARKER.match(value):
        return "conflict-marker"
    if value.startswith("["):
        return "empty-header" if value.startswith("[]") else "unclosed-header"
    return "empty-key" if value[0] in "=:" else "no-separator"
