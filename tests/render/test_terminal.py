from __future__ import annotations

import io
import re

import pytest

from piptrust.render.plain import plain
from piptrust.render.report import Repair
from piptrust.render.terminal import print_report
from render.report_samples import CONF, FULL, finding, report

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def test_colours_change_nothing_but_the_colour(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "101")
    shown = report(FULL, finding("\u202e"), repairs=(Repair(CONF, "r", "[bold]Not markup[/bold] :smile:"),))
    stream = io.StringIO()
    print_report(shown, stream, force=True)
    assert _ESCAPES.sub("", stream.getvalue()) == plain(shown)
    assert "\x1b[1;31merror\x1b[0m" in stream.getvalue()


def test_without_a_terminal_rich_adds_nothing(monkeypatch: pytest.MonkeyPatch):
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "101")
    stream = io.StringIO()
    print_report(report(FULL), stream, force=False)
    assert stream.getvalue() == plain(report(FULL))
