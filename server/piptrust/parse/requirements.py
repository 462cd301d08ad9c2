"""Requirements and constraints files as pip reads them, read anew only where they change."""

from __future__ import annotations

import ntpath
import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from piptrust.parse.document import Document, Problem, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_line import VARIABLE, LogicalLine, read_line
from piptrust.parse.requirement_lines import logical_line_ends
from piptrust.text.records import dataclass, replace
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path

_SCHEME = re.compile(r"^(?:https?|file):", re.IGNORECASE)
# pip 26.1 and later read these as lock files (PEP 751).
_LOCK_FILE = re.compile(r"(?:^|[/\\])pylock(?:\.[^./\\]+)?\.toml(?:\[[^\]]*\])?$")
_WINDOWS_PATH = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True)
class Include:
    """A nested file that pip reads at this place: the first ``-r`` of a line, or else its first ``-c``.

    Attributes:
        written: the path or URL as the line gives it.
        span: where.
        kind: constraints for ``-c``, requirements for ``-r``.
    """

    written: str
    span: Span
    kind: FileKind

    def target(self, base_uri: str) -> str | None:
        """The absolute path of the file; None for what a server holds, or what cannot be known from here.

        Relative paths start at the folder of the including file (pip 26.3, ``req/req_file.py``:
        ``_parse_and_recurse``).
        """
        if VARIABLE.search(self.written):
            return None
        if _LOCK_FILE.search(self.written):
            return None
        if _SCHEME.match(self.written):
            return uri_to_path(self.written) if self.written[:5].lower() == "file:" else None
        base = uri_to_path(base_uri)
        if base is None:
            return None
        if _WINDOWS_PATH.match(base) or base.startswith("//"):
            joined = ntpath.normpath(ntpath.join(ntpath.dirname(base), self.written)).replace("\\", "/")
            return joined[:1].lower() + joined[1:] if _WINDOWS_PATH.match(joined) else joined
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), self.written))


@dataclass(frozen=True)
class RequirementsFile:
    """The logical lines of a file. They cover the whole text; spans inside a line are relative to its start.

    Attributes:
        lines: what was read, in order.
        starts: where each line starts; ascending.
        includes: the nested files that pip reads, in order, in absolute spans.
        pip_version: the pip whose rules were used; None means a current pip.
    """

    lines: Sequence[LogicalLine]
    starts: Sequence[int]
    includes: tuple[Include, ...]
    pip_version: PipVersion | None

    def line_at(self, offset: int) -> int:
        """The index of the logical line in which ``offset`` stands; -1 in an empty file."""
        return bisect_right(self.starts, offset) - 1


def parse_requirements(uri: str, kind: FileKind, text: str, pip_version: PipVersion | None) -> Document:
    """A requirements file's text as a document. Never raises; needs time linear in the text."""
    lines, starts, _ = _read_lines(text, 0, kind, pip_version, [], len(text) + 1)
    settings, problems, includes = _collected(lines, starts)
    structure = RequirementsFile(lines, starts, tuple(includes), pip_version)
    return Document(uri, kind, text, tuple(settings), tuple(problems), structure)


def reparse(previous: Document, span: Span, new_text: str) -> Document:
    """``previous`` with ``span`` replaced by ``new_text``; only the logical lines around the change are read.

    A line is read alike wherever it stands, so reading stops where a new line starts at the place of an old
    one behind the change. The line before the change is read again: its line end may be half of a CRLF.
    """
    old = previous.structure
    assert isinstance(old, RequirementsFile)
    index = previous.line_index.updated(span, new_text)
    text, delta = index.text, len(new_text) - (span.end - span.start)
    first = max(bisect_left(old.starts, span.start) - 1, 0)
    first_start = old.starts[first] if old.starts else 0
    lines, starts, resumed = _read_lines(
        text, first_start, previous.kind, old.pip_version, old.starts, span.end, delta
    )
    resumed_at = old.starts[resumed] if resumed < len(old.starts) else len(previous.text) + 1
    settings, problems, includes = _collected(lines, starts)

    structure = RequirementsFile(
        [*old.lines[:first], *lines, *old.lines[resumed:]],
        [*old.starts[:first], *starts, *[s + delta for s in old.starts[resumed:]]],
        (
            *[i for i in old.includes if i.span.start < first_start],
            *includes,
            *[_moved_include(i, delta) for i in old.includes if i.span.start >= resumed_at],
        ),
        old.pip_version,
    )
    document = Document(
        previous.uri,
        previous.kind,
        text,
        (
            *[s for s in previous.settings if s.span.start < first_start],
            *settings,
            *[_moved_setting(s, delta) for s in previous.settings if s.span.start >= resumed_at],
        ),
        (
            *[p for p in previous.problems if p.span.start < first_start],
            *problems,
            *[_moved_problem(p, delta) for p in previous.problems if p.span.start >= resumed_at],
        ),
        structure,
        previous.encoding,
    )
    # The index of lines is at hand; finding it again would cost a search of the whole text.
    document.__dict__["line_index"] = index
    return document


def _read_lines(
    text: str,
    start: int,
    kind: FileKind,
    pip_version: PipVersion | None,
    old_starts: Sequence[int],
    changed_until: int,
    delta: int = 0,
) -> tuple[list[LogicalLine], list[int], int]:
    """The lines from ``start`` up to where an old line goes on unchanged; the index of that old line."""
    lines: list[LogicalLine] = []
    starts: list[int] = []
    for end in logical_line_ends(text, start):
        lines.append(read_line(text[start:end], kind, pip_version))
        starts.append(start)
        start = end
        if start - delta >= changed_until:
            old = bisect_left(old_starts, start - delta)
            if old < len(old_starts) and old_starts[old] == start - delta:
                return lines, starts, old
    return lines, starts, len(old_starts)


def _collected(
    lines: Sequence[LogicalLine], starts: Sequence[int]
) -> tuple[list[Setting], list[Problem], list[Include]]:
    settings: list[Setting] = []
    problems: list[Problem] = []
    includes: list[Include] = []
    for line, start in zip(lines, starts):
        if line.settings:
            settings.extend(_moved_setting(s, start) for s in line.settings)
        if line.problems:
            problems.extend(_moved_problem(p, start) for p in line.problems)
        if line.include is not None:
            setting = line.include
            kind = FileKind.CONSTRAINTS if setting.key == "constraint" else FileKind.REQUIREMENTS
            includes.append(Include(setting.value, setting.value_span.shifted(start), kind))
    return settings, problems, includes


def _moved_setting(setting: Setting, offset: int) -> Setting:
    return Setting(
        setting.key,
        setting.value,
        None,
        setting.key_span.shifted(offset),
        setting.value_span.shifted(offset),
        setting.span.shifted(offset),
        tuple(Value(v.text, v.span.shifted(offset)) for v in setting.values),
        setting.ignored,
    )


def _moved_problem(problem: Problem, offset: int) -> Problem:
    related = None if problem.related is None else problem.related.shifted(offset)
    return replace(problem, span=problem.span.shifted(offset), related=related)


def _moved_include(include: Include, offset: int) -> Include:
    return replace(include, span=include.span.shifted(offset))
