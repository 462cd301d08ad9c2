"""What is in effect, as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from piptrust.engine.in_effect import FileRead, InEffect, OptionSet, SourceRead
from piptrust.locale import mark, tr
from piptrust.render.excerpt import printable
from piptrust.render.plain import Line, Piece
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Assignment, Level, Origin, why_beaten
from piptrust.resolve.trust import BUNDLE_VARIABLES, SourceKind, When
from piptrust.text.uri import redact

_WIDEST_COLUMN = 64


def config_table(report: InEffect, names: Sequence[str] = ()) -> str:
    """The whole report as text, or only the options ``names``."""
    return "".join("".join(text for _, text in line) + "\n" for line in lines(report, names))


def lines(report: InEffect, names: Sequence[str] = ()) -> Iterator[Line]:
    """The table line by line, each piece with the name of its style."""
    if names:
        yield from _options(report, [o for o in report.options if o.effective.key in names])
        found = {o.effective.key for o in report.options}
        yield from (
            _quiet("  " + tr("{option} is not set", option=printable(name)))
            for name in names
            if name not in found
        )
        return
    yield from _heading(report)
    options = _options(report, report.options)
    yield from _section(tr("Options"), tr("who set them, and what they beat"), options)
    yield from _section(tr("Configuration files"), tr("in the order in which pip reads them"), _files(report))
    yield from _section(tr("Certificates that pip trusts"), _why_these(report), _sources(report))
    yield from _section(tr("Where pip looks for packages"), "", _places(report))


def shown(text: str) -> str:
    """On one line, without credentials, and without anything that a terminal would obey."""
    return printable(redact(" ".join(text.split("\n"))))


def place(report: InEffect, origin: Origin) -> str:
    """Where a value was set: ``file:line [section]``, a variable, or whose default it is."""
    line = report.line_of(origin)
    if line is None:
        return printable(origin.name)
    return f"{printable(origin.name)}:{line} [{printable(origin.section or '')}]"


def _heading(report: InEffect) -> Iterator[Line]:
    environment = report.environment
    interpreter = environment.interpreter
    behind = ""
    if interpreter is not None:
        version = ".".join(map(str, interpreter.python_version))
        behind = f"  {environment.pip_name}, Python {version}, {printable(interpreter.executable)}"
    yield ("bold", f"pip {report.command}"), ("quiet", behind)
    if interpreter is not None and interpreter.pip_version is None:
        yield _note(tr("this Python has no pip; what follows holds for a current one"))
    if environment.no_interpreter is not None:
        yield _note(shown(environment.no_interpreter))
    if interpreter is None:
        yield _note(tr("no Python was asked; what follows holds for a current pip"))
    for message in (report.stops_pip, report.trust.refuses):
        if message is not None:
            yield ("error", tr("pip ends: ")), ("", shown(message))


def _note(text: str) -> Line:
    return ("warning", tr("note: ")), ("", text)


def _section(title: str, remark: str, body: Iterable[Line]) -> Iterator[Line]:
    yield ()
    yield (("bold", title), ("quiet", tr(", {remark}", remark=remark) if remark else ""))
    yield from body


def _options(report: InEffect, options: Sequence[OptionSet]) -> Iterator[Line]:
    rows: list[tuple[Piece, ...]] = []
    beaten: list[list[Line]] = []
    for option in options:
        effective = option.effective
        unknown = ""
        if not option.option:
            unknown = tr(", but pip {command} has no such option", command=report.command)
        rows.append(
            (
                ("rule" if option.option else "quiet", printable(effective.key)),
                ("", shown(effective.value)),
                ("path", place(report, effective.origin)),
                ("warning", unknown),
            )
        )
        beaten.append([_beaten(report, option, loser) for loser in effective.overridden])
    for line, losers in zip(_table(rows), beaten):
        yield line
        yield from losers
    if not rows:
        yield _quiet("  " + tr("nothing is set"))


def _beaten(report: InEffect, option: OptionSet, loser: Assignment) -> Line:
    name = "" if loser.key == option.effective.key else f"{printable(loser.key)} "
    value = shown(loser.value) if loser.value else tr("an empty value")
    where = tr("from {place}", place=place(report, loser.origin))
    return (
        ("quiet", "      " + tr("beats") + " "),
        ("", f"{name}{value}"),
        ("quiet", f" {where}: {why_beaten(option.effective, loser)}"),
    )


def _files(report: InEffect) -> Iterator[Line]:
    rows = [
        (("", read.file.level.word), ("path", printable(read.file.path)), _state(read))
        for read in report.files
    ]
    yield from _table(rows)
    if not rows:
        yield _quiet("  " + tr("none: PIP_CONFIG_FILE names the null device"))


def _state(read: FileRead) -> Piece:
    if read.stops_pip is not None:
        return "error", tr("pip ends here: {words}", words=shown(read.stops_pip))
    if read.file.document is not None:
        return "good", tr("read")
    if read.kind is EntryKind.MISSING:
        return "quiet", tr(_WORDS[read.kind])
    return "warning", tr("passed over: {reason}", reason=tr(_WORDS[read.kind]))


_WORDS = {
    EntryKind.FILE: mark("it cannot be read"),
    EntryKind.DIRECTORY: mark("a directory"),
    EntryKind.SPECIAL: mark("not a regular file"),
    EntryKind.FORBIDDEN: mark("permission denied"),
    EntryKind.MISSING: mark("not there"),
}


def _why_these(report: InEffect) -> str:
    trust = report.trust
    if trust.replaces_defaults:
        return tr("the chosen bundle and nothing else")
    if trust.bundle is not None:
        return tr("the chosen bundle beside the rest")
    if trust.reads_system_store and trust.row.certifi in {When.ALWAYS, When.WITHOUT_BUNDLE}:
        return tr("the system's and pip's own")
    return tr("the system's") if trust.reads_system_store else tr("pip's own and nothing else")


def _sources(report: InEffect) -> Iterator[Line]:
    rows: list[tuple[Piece, ...]] = []
    for read in report.sources:
        path = "" if read.source.path is None else printable(read.source.path)
        kind = tr(read.source.kind.value)
        rows.append((("", kind), ("path", path), _set_by(report, read), _missing(read)))
    yield from _table(rows)
    for loser in report.trust.beaten:
        why = _why_not_used(report, loser)
        where = tr("from {place}", place=place(report, loser.origin))
        yield ("quiet", "  " + tr("not used: ")), ("path", shown(loser.value)), ("quiet", f" {where}: {why}")


def _why_not_used(report: InEffect, loser: Assignment) -> str:
    if loser.key in BUNDLE_VARIABLES and not report.trust.reads_environment:
        return tr("pip ignores it, because it is told which proxy to use")
    winner = report.trust.bundle
    return "" if winner is None else tr("{place} counts more", place=place(report, winner.origin))


def _set_by(report: InEffect, read: SourceRead) -> Piece:
    default = read.source.origin.level is Level.DEFAULT
    return "quiet", "" if default else place(report, read.source.origin)


def _missing(read: SourceRead) -> Piece:
    if read.kind in {None, EntryKind.FILE, EntryKind.DIRECTORY}:
        return "", ""
    fatal = read.source.kind is SourceKind.BUNDLE
    return ("error" if fatal else "quiet"), tr(_WORDS[read.kind or EntryKind.MISSING])


def _places(report: InEffect) -> Iterator[Line]:
    rows: list[tuple[Piece, ...]] = [
        (("", tr(use.role.value)), ("path", shown(use.url)), ("quiet", place(report, use.origin)))
        for use in report.indexes
    ]
    if report.proxy is not None:
        proxy = report.proxy
        rows.append(
            (("", tr("through proxy")), ("path", shown(proxy.url)), ("quiet", place(report, proxy.origin)))
        )
    yield from _table(rows)
    if not report.indexes:
        yield _quiet("  " + tr("no place on the network that piptrust knows of"))


def _table(rows: Iterable[tuple[Piece, ...]]) -> list[Line]:
    """Rows with aligned columns; a cell that is wider than most does not widen its column."""
    found = list(rows)
    widths = [
        max((len(row[i][1]) for row in found if i < len(row) and len(row[i][1]) <= _WIDEST_COLUMN), default=0)
        for i in range(max(map(len, found), default=0))
    ]
    result: list[Line] = []
    for row in found:
        filled = [i for i, (_, text) in enumerate(row) if text]
        last = filled[-1] if filled else -1
        line: list[Piece] = [("", "  ")]
        for i, (style, text) in enumerate(row[: last + 1]):
            line.append((style, text))
            if i < last:
                line.append(("", " " * (max(widths[i] - len(text), 0) + 2)))
        result.append(tuple(line))
    return result


def _quiet(text: str) -> Line:
    return (("quiet", text),)
