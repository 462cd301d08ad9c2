"""Runs a terminal program inside tmux, so that tests can press keys and read the screen.

    with Terminal([*editor.command, "pip.conf"], cwd=workdir, env=editor.env) as screen:
        screen.wait_for("1 insecure")
        screen.keys(":q", "Enter")

tmux gets a server of its own, found through a private socket, and no user
configuration. `screenshot` draws the screen, colours included, as HTML or PNG.
"""

from __future__ import annotations

import contextlib
import html
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from editors import installed

SGR = re.compile(r"\x1b\[([0-9;:]*)m")
DARK = "#1d1f21 #cc6666 #8abd5f #d8a657 #6f9bd1 #b294bb #5fb3b3 #c5c8c6"
BRIGHT = "#7c7f83 #e88388 #a8cc8c #e5c07b #8fb8ea #d2a8e0 #7fd0d0 #ffffff"
BASE = [*DARK.split(" "), *BRIGHT.split(" ")]
INK, PAPER = "#d4d6d8", "#1d1f21"


class ScreenError(AssertionError):
    """The screen did not show what was expected in time."""


class Terminal:
    """One program in one tmux window of a fixed size."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path | str = ".",
        env: dict[str, str] | None = None,
        columns: int = 100,
        rows: int = 30,
        timeout: float = 15.0,
    ) -> None:
        self.command = list(command)
        self.cwd = Path(cwd).resolve()
        self.env = dict(env or {})
        self.columns = columns
        self.rows = rows
        self.timeout = timeout
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Terminal:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _tmux(self, *arguments: str) -> str:
        if self._folder is None:
            raise ScreenError("the terminal is not running")
        result = subprocess.run(
            ["tmux", "-S", f"{self._folder.name}/socket", "-f", "/dev/null", "-u", *arguments],
            env={**os.environ, "TMUX": "", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        if result.returncode:
            raise ScreenError(f"tmux {' '.join(arguments)}: {result.stderr.strip()}")
        return result.stdout

    def start(self) -> Terminal:
        """Start the program; the window stays after it ends."""
        self._folder = tempfile.TemporaryDirectory(prefix="tui-")
        variables = {
            "TERM": "tmux-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "PATH": os.defpath,
            **self.env,
        }
        # Nothing of the machine's own settings may matter.
        program = [
            "env",
            "--ignore-environment",
            *(f"{key}={value}" for key, value in variables.items()),
            *self.command,
        ]
        self._tmux(
            *("set-option", "-g", "default-terminal", "tmux-256color", ";"),
            *("set-option", "-g", "status", "off", ";"),
            *("set-option", "-g", "escape-time", "0", ";"),
            *("set-option", "-g", "remain-on-exit", "on", ";"),
            *("set-option", "-ga", "terminal-features", ",*:RGB", ";"),
            *("new-session", "-d", "-x", str(self.columns), "-y", str(self.rows)),
            *("-c", str(self.cwd), shlex.join(program)),
        )
        return self

    def stop(self) -> None:
        """End tmux and with it the program."""
        if self._folder is None:
            return
        with contextlib.suppress(ScreenError):
            self._tmux("kill-server")
        self._folder.cleanup()
        self._folder = None

    def keys(self, *keys: str) -> None:
        """Press keys by their tmux names (``Enter``, ``C-x``) or type text."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.03)

    def text(self) -> str:
        """The screen as plain text."""
        return "\n".join(line.rstrip() for line in self._tmux("capture-pane", "-p").split("\n"))

    def wait_for(self, pattern: str, timeout: float | None = None) -> re.Match[str]:
        """Wait until the screen matches a regular expression."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while True:
            screen = self.text()
            match = re.search(pattern, screen, re.MULTILINE)
            if match:
                return match
            if time.monotonic() > deadline:
                raise ScreenError(f"{pattern!r} never appeared on:\n{screen}")
            time.sleep(0.05)

    def press_until(self, pattern: str, *keys: str, each: float = 8.0) -> re.Match[str]:
        """Press keys until the screen matches, again where they came before the program was ready for them.

        Escape goes before each further try, so that no half of a command is left over.
        """
        deadline = time.monotonic() + self.timeout
        while True:
            self.keys(*keys)
            try:
                return self.wait_for(pattern, each)
            except ScreenError:
                if time.monotonic() > deadline:
                    raise
            self.keys("Escape")

    def wait_until_gone(self, pattern: str, timeout: float | None = None) -> None:
        """Wait until nothing on the screen matches a regular expression."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while re.search(pattern, self.text(), re.MULTILINE):
            if time.monotonic() > deadline:
                raise ScreenError(f"{pattern!r} stayed on:\n{self.text()}")
            time.sleep(0.05)

    def wait_for_end(self, timeout: float | None = None) -> int:
        """Wait until the program ends; its exit status."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while True:
            dead, *status = self._tmux("display-message", "-p", "#{pane_dead} #{pane_dead_status}").split()
            if dead == "1":
                return int(status[0]) if status else 0
            if time.monotonic() > deadline:
                raise ScreenError(f"the program goes on:\n{self.text()}")
            time.sleep(0.05)

    def html(self) -> str:
        """The screen with its colours, as a complete page."""
        return to_html(self._tmux("capture-pane", "-p", "-e", "-N"), self.columns)

    def screenshot(self, path: Path | str) -> Path:
        """Draw the screen into a ``.html`` or ``.png`` file; PNG needs Chromium."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".html":
            target.write_text(self.html(), encoding="utf-8")
            return target
        draw(self.html(), target)
        return target


def to_html(screen: str, columns: int) -> str:
    """Translate text with SGR escapes into a page."""
    style: dict[str, str] = {}
    out: list[str] = []
    position = 0
    for match in SGR.finditer(screen):
        out.append(_span(screen[position : match.start()], style))
        _apply(match[1], style)
        position = match.end()
    out.append(_span(screen[position:], style))
    body = "".join(out)
    return (
        "<!doctype html><meta charset=utf-8><style>"
        f"body{{margin:0;background:{PAPER}}}"
        f"pre{{display:inline-block;min-width:{columns}ch;margin:0;padding:12px;color:{INK};"
        "font:14px/17px 'DejaVu Sans Mono',monospace}</style>"
        f"<pre>{body}</pre>"
    )


def draw(page: str, target: Path) -> None:
    """Render a page to a PNG that is as large as its content.

    In a process of its own, because Playwright wants the event loop of its thread for itself.
    """
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    program = [installed.find("chromium").command[0], *flags]
    command = [sys.executable, "-c", _DRAW, str(target), *program]
    subprocess.run(command, input=page, text=True, check=True, timeout=120)


_DRAW = """
import sys
from playwright.sync_api import sync_playwright

target, program, *flags = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=program, args=flags)
    tab = browser.new_page(viewport={"width": 1600, "height": 1000})
    tab.set_content(sys.stdin.read())
    tab.locator("pre").screenshot(path=target)
    browser.close()
"""


def _span(text: str, style: dict[str, str]) -> str:
    if not text:
        return ""
    escaped = html.escape(text)
    ink, paper = style.get("color"), style.get("background")
    if "reverse" in style:
        ink, paper = paper or PAPER, ink or INK
    inherited = ("reverse", "color", "background")
    rules = {key: value for key, value in style.items() if key not in inherited}
    if ink:
        rules["color"] = ink
    if paper:
        rules["background"] = paper
    if not rules:
        return escaped
    css = ";".join(f"{key}:{value}" for key, value in rules.items())
    return f'<span style="{css}">{escaped}</span>'


def _palette(number: int) -> str:
    if number < 16:
        return BASE[number]
    if number >= 232:
        level = 8 + 10 * (number - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    red, green, blue = (steps[number // 36], steps[number // 6 % 6], steps[number % 6])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _apply(codes: str, style: dict[str, str]) -> None:
    """Change `style` as one SGR sequence asks."""
    parts = [part or "0" for part in (codes or "0").split(";")]
    index = 0
    while index < len(parts):
        head, *rest = parts[index].split(":")
        code = int(head)
        if code == 0:
            style.clear()
        elif code == 1:
            style["font-weight"] = "bold"
        elif code == 3:
            style["font-style"] = "italic"
        elif code == 4:
            kind = "wavy " if rest[:1] == ["3"] else ""
            style["text-decoration"] = f"{kind}underline"
        elif code == 7:
            style["reverse"] = "1"
        elif code == 22:
            style.pop("font-weight", None)
        elif code == 23:
            style.pop("font-style", None)
        elif code == 24:
            style.pop("text-decoration", None)
        elif code == 27:
            style.pop("reverse", None)
        elif code in (39, 49):
            style.pop("color" if code == 39 else "background", None)
        elif code in (38, 48, 58):
            numbers = rest or parts[index + 1 :]
            used, colour = _extended([int(n) for n in numbers if n])
            index += 0 if rest else used
            name = {38: "color", 48: "background", 58: "text-decoration-color"}[code]
            style[name] = colour
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["color"] = _palette(code - 30 if code < 90 else code - 82)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["background"] = _palette(code - 40 if code < 100 else code - 92)
        index += 1


def _extended(numbers: list[int]) -> tuple[int, str]:
    """Read ``5;N`` or ``2;R;G;B``; returns how many numbers it took."""
    if numbers[:1] == [5]:
        return 2, _palette(numbers[1])
    red, green, blue = numbers[-3:] if len(numbers) <= 5 else numbers[1:4]
    return 4, f"#{red:02x}{green:02x}{blue:02x}"
