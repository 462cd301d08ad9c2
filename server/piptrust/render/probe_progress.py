"""What a probe is doing, on a terminal: each verdict as it comes. Knows rich, and is imported only there."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import Callable, TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from piptrust.locale import ntr
from piptrust.probe.report import TargetReport
from piptrust.render.probe_plain import glyphs_for, headline
from piptrust.render.terminal import styled


@contextlib.contextmanager
def progress(number: int, stream: TextIO) -> Generator[Callable[[TargetReport], None], None, None]:
    """Gives the function that takes each verdict. ``number`` places are known at the start.

    All lines vanish at the end, because the report says it better.
    """
    console = Console(file=stream, highlight=False)
    glyphs = glyphs_for(stream.encoding)
    spinner = Spinner("dots", Text(ntr("probing {number} place …", "probing {number} places …", number)))
    seen: list[Text] = []

    def take(report: TargetReport) -> None:
        seen.append(styled(headline(report, glyphs)))
        # What does not fit the screen is left out at the top.
        live.update(Group(*seen[-max(console.height - 2, 1) :], spinner))

    with Live(spinner, console=console, transient=True, refresh_per_second=12) as live:
        yield take
