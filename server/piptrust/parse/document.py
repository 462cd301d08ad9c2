"""What every reader gives: a document with settings and problems, whatever the bytes were."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Union

from piptrust.parse.kind import FileKind
from piptrust.text.line_index import LineIndex
from piptrust.text.records import dataclass, field
from piptrust.text.span import Span

if TYPE_CHECKING:
    from piptrust.parse.notebook_cell import NotebookCell
    from piptrust.parse.pip_conf import PipConf
    from piptrust.parse.requirements import RequirementsFile


@dataclass(frozen=True)
class Value:
    """One single value of a setting: a word of a multi-value option, or the whole of any other."""

    text: str
    span: Span


@dataclass(frozen=True)
class Setting:
    """One option as a file sets it.

    Attributes:
        key: the long option name as pip normalises it: lower case, ``-`` for ``_``, no leading ``--``.
            In requirements files short and abbreviated options are given by their long name.
        value: the whole value as pip's own reader returns it, before any conversion to the option's type.
        section: the section of a pip.conf as written between the brackets; None in a requirements file.
        key_span: the key as written.
        value_span: from the value's first to its last code point; empty, at the place where a value would
            be inserted, when there is none.
        span: the whole entry with continuation lines and the last line's end: what removing it deletes.
        values: the value's whitespace-separated words, each with its span (``str.split`` decides, as in pip's
            option parser). For options that take one value this is how that value falls apart, no more.
        ignored: why pip parses this setting but never applies it (an option on a requirement's line), or None.
    """

    key: str
    value: str
    section: str | None
    key_span: Span
    value_span: Span
    span: Span
    values: tuple[Value, ...]
    ignored: str | None = None


@dataclass(frozen=True)
class Problem:
    """Something in a file that is not as its format wants it. Rules turn problems into findings.

    Attributes:
        code: what it is; the id of the rule that reports it.
        span: where.
        pip_says: pip's own message for it, or None where pip says nothing.
        stops_pip: whether pip refuses to go on because of it.
        detail: further facts the rule needs, as plain strings (an encoding's name, a line number).
        related: another place that belongs to it (the first of two duplicates).
    """

    code: str
    span: Span
    pip_says: str | None
    stops_pip: bool
    detail: tuple[tuple[str, str], ...] = ()
    related: Span | None = None

    def fact(self, name: str) -> str:
        """One of the details, empty where there is none of that name."""
        return dict(self.detail).get(name, "")


@dataclass(frozen=True)
class Encoding:
    """How a file's bytes became text.

    Attributes:
        name: the codec that the text was decoded with.
        bom: whether a byte order mark was found and removed from the text.
        pip_reads: whether pip would decode these bytes too; if not, ``pip_says`` is its message.
        pip_says: pip's own message, or None.
        replaced: whether some bytes had no meaning in the codec, so that the text shows U+FFFD for them.
        sha256: lower-case hex digest of the bytes.
    """

    name: str
    bom: bool
    pip_reads: bool
    pip_says: str | None
    replaced: bool
    sha256: str


Structure = Union["PipConf", "RequirementsFile", "NotebookCell"]


@dataclass(frozen=True)
class Document:
    """One file, read. Spans are code points of ``text``.

    ``encoding`` is None for text that an editor holds and that no disk file corresponds to.
    """

    uri: str
    kind: FileKind
    text: str
    settings: tuple[Setting, ...]
    problems: tuple[Problem, ...]
    structure: Structure = field(repr=False, compare=False)
    encoding: Encoding | None = None

    @cached_property
    def line_index(self) -> LineIndex:
        return LineIndex(self.text)

    def source(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def settings_named(self, *keys: str) -> tuple[Setting, ...]:
        """The settings of these keys that pip would apply, in file order."""
        if len(keys) == 1:
            return self._applied.get(keys[0], ())
        found = [setting for key in keys for setting in self._applied.get(key, ())]
        return tuple(sorted(found, key=lambda s: s.key_span))

    @cached_property
    def _applied(self) -> dict[str, tuple[Setting, ...]]:
        """By key, because many rules ask for a few settings of files that may hold ten thousand."""
        by_key: dict[str, list[Setting]] = {}
        for setting in self.settings:
            if setting.ignored is None:
                by_key.setdefault(setting.key, []).append(setting)
        return {key: tuple(settings) for key, settings in by_key.items()}
