"""Plain output in colours. The only place that knows rich, and imported only for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from piptrust.render.plain import Line, lines
from piptrust.render.report import Report

_STYLES = {
    "path": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "information": "bold blue",
    "hint": "bold cyan",
    "rule": "magenta",
    "quiet": "dim",
    "note": "blue",
    "fix": "green",
    "good": "bold green",
    "bold": "bold",
}


def print_report(report: Report, stream: TextIO, *, force: bool) -> None:
    """Writes the report in colours, source lines clipped to the terminal's width.

    ``force`` colours the output of a pipe as well.
    """
    console = _console(stream, force=force)
    _print(console, lines(report, width=max(console.width - 1, 40)))


def print_lines(written: Iterable[Line], stream: TextIO, *, force: bool) -> None:
    """Writes lines in colours."""
    _print(_console(stream, force=force), written)


def styled(line: Line) -> Text:
    """One line in colours."""
    return Text.assemble(*((piece, _STYLES.get(style, "")) for style, piece in line))


def _console(stream: TextIO, *, force: bool) -> Console:
    if force:
        return Console(
            file=stream, force_terminal=True, color_system="standard", no_color=False, highlight=False
        )
    return Console(file=stream, highlight=False)


def _print(console: Console, written: Iterable[Line]) -> None:
    for line in written:
        console.print(styled(line), soft_wrap=True)
