"""The pip commands in a cell of a notebook: ``%pip install``, ``!pip install``, ``!python -m pip``, ``%%bash``.

IPython 9, ``core/inputtransformer2.py``: a magic or a shell escape stands first in its line, or behind ``name =``,
and goes on over lines that end in a backslash. ``%pip`` and ``pip`` run the kernel's own interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from piptrust.data.options import commands, options_for
from piptrust.parse.document import Document, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_options import LineOption, OptionTable, UsedOption, read_options
from piptrust.parse.requirement_words import Word
from piptrust.parse.shell_line import commands_of, is_known
from piptrust.text.records import dataclass
from piptrust.text.span import Span

# A line magic, a shell escape, or pip by its bare name, which IPython takes for the magic (%automagic).
_ESCAPE = re.compile(
    r"[ \t]*(?:\w[\w.,\[\] ]*=[ \t]*|%(?:time|timeit|prun)[ \t]+)?"
    r"(?P<escape>%(?:pip|sx|system)\b|!{1,2}|(?=pip\d*[ \t]+[^=\s]))"
)
_TRIPLE = re.compile(r"'''|\"\"\"")
_SHELL_CELL = re.compile(
    r"(?:[ \t]*(?:\r\n|\n|\r))*"
    r"%%(?:bash|sh|zsh|sx|system|!|script[ \t]+(?:\S*/)?(?:bash|sh|zsh)\b)[^\r\n]*(?:\r\n|\n|\r|$)"
)
_LINE = re.compile(r"(?:[^\\\r\n]|\\(?:\r\n|[\s\S])|\\$)*(?:\r\n|\n|\r|$)")
_PIP = re.compile(r"(?:.*[/\\])?pip(?:\d+(?:\.\d+)*)?(?:\.exe)?", re.IGNORECASE)
_PYTHON = re.compile(r"(?:.*[/\\])?(?:python|pypy)\w*(?:[\d.]+)?(?:\.exe)?|py|\{.*\}|\$\w+", re.IGNORECASE)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_BEFORE_COMMANDS = frozenset({"sudo", "env", "time", "nohup", "command", "exec", "then", "do", "else", "if"})
_WORD = re.compile(r"\S+")
_UNKNOWN_VALUE = "its value is not known before the cell runs"


@dataclass(frozen=True)
class PipCommand:
    """One run of pip.

    Attributes:
        name: ``install`` or another command; empty where there is none.
        span: from the word that names pip to the command's last word.
        settings: its options.
    """

    name: str
    span: Span
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class NotebookCell:
    """The runs of pip in a cell, in order. Each knows its own options alone."""

    commands: tuple[PipCommand, ...]


def parse_notebook_cell(
    uri: str, text: str, pip_version: PipVersion | None = None, *, shell: bool = False
) -> Document:
    """A cell as a document whose settings are the options of its pip commands. Never raises.

    ``shell``: the whole cell is a shell script, whatever its first line.
    """
    found: list[PipCommand] = []
    for line in _lines(text, shell):
        for words in commands_of(text, line):
            command = _pip_command(words, pip_version)
            if command is not None:
                found.append(command)
    settings = tuple(setting for command in found for setting in command.settings)
    return Document(uri, FileKind.NOTEBOOK_CELL, text, settings, (), NotebookCell(tuple(found)))


def _lines(text: str, shell: bool) -> Iterator[Span]:
    """What a shell is given, line by line. ``%pip`` is given with its name, which is pip's."""
    cell = _SHELL_CELL.match(text)
    inside: str | None = None
    position = cell.end() if cell is not None else 0
    while position < len(text):
        line = _LINE.match(text, position)
        assert line is not None
        end = max(line.end(), position + 1)
        if shell or cell is not None:
            yield Span(position, end)
        else:
            escape = _ESCAPE.match(text, position, end) if inside is None else None
            if escape is None:
                inside = _string_open_behind(text[position:end], inside)
            else:
                is_magic = escape["escape"] == "%pip"
                yield Span(escape.start("escape") + 1 if is_magic else escape.end(), end)
        position = end


def _string_open_behind(line: str, inside: str | None) -> str | None:
    """The quotes of a string of several lines that is open behind the line: what looks like a command is text."""
    if "#" in line and inside is None:
        line = line[: line.index("#")]
    for quotes in _TRIPLE.findall(line):
        if inside is None:
            inside = quotes
        elif inside == quotes:
            inside = None
    return inside


def _pip_command(words: Sequence[Word], pip_version: PipVersion | None) -> PipCommand | None:
    at = 0
    while at < len(words) and (words[at].text in _BEFORE_COMMANDS or _ASSIGNMENT.match(words[at].text)):
        at += 1
        while at < len(words) and words[at - 1].text == "sudo" and words[at].text.startswith("-"):
            at += 1
    arguments = _behind_pip(words, at)
    if arguments is None:
        return None
    known = frozenset(commands())
    name = next((w.text for w in words[arguments:] if w.text in known), "")
    rest = list(words[arguments:])
    if name:
        # Options of pip itself may stand before the command.
        del rest[next(index for index, word in enumerate(rest) if word.text == name)]
    read = read_options(rest, _table(name or "install", pip_version))
    stops = [word.stop for word in words]
    settings = tuple(_setting(used, stops) for used in read.used)
    return PipCommand(name, Span(words[at].begin, words[-1].stop), settings)


def _behind_pip(words: Sequence[Word], at: int) -> int | None:
    """The index of pip's first argument; None where the command is not pip's."""
    if at >= len(words):
        return None
    if _PIP.fullmatch(words[at].text):
        return at + 1
    if not _PYTHON.fullmatch(words[at].text):
        return None
    for index in range(at + 1, len(words) - 1):
        if words[index].text == "-m":
            return index + 2 if words[index + 1].text == "pip" else None
        if not words[index].text.startswith("-"):
            return None
    return None


@lru_cache(maxsize=32)
def _table(command: str, pip_version: PipVersion | None) -> OptionTable:
    table: dict[str, LineOption] = {}
    for option in options_for(command, pip_version):
        entry = LineOption(option.keys[0], option.type is not None, option.choices)
        table.update({f"--{key}": entry for key in option.keys})
        table.update({f"-{letter}": entry for letter in option.short})
    return OptionTable(table)


def _setting(used: UsedOption, stops: Sequence[int]) -> Setting:
    key_span = _span(used.written)
    # What removing it deletes: it, and the blanks before it; pip's own name at least stands there.
    before = max((stop for stop in stops if stop <= used.written.begin), default=used.written.begin)
    whole = Span(before, used.stop)
    word = used.value
    if word is None:
        return Setting(used.option.key, "", None, key_span, Span(key_span.end, key_span.end), whole, ())
    values = tuple(
        Value(m.group(), Span(word.offsets[m.start()], word.offsets[m.end() - 1] + 1))
        for m in _WORD.finditer(word.text)
    )
    ignored = None if is_known(word) else _UNKNOWN_VALUE
    return Setting(used.option.key, word.text, None, key_span, _span(word), whole, values, ignored)


def _span(word: Word) -> Span:
    if word.offsets:
        return Span(word.offsets[0], word.offsets[-1] + 1)
    return Span(word.place, word.place)
