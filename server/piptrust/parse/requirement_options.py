"""The options that pip accepts in requirements files, and how it finds them in a line.

pip 26.3, ``req/req_file.py``: ``SUPPORTED_OPTIONS``, ``SUPPORTED_OPTIONS_REQ``, ``get_line_parser``; CPython,
``Lib/optparse.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from piptrust.data.options import requirements_file_options
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirement_words import Word
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class LineOption:
    """One option of requirements files.

    Attributes:
        key: its long name, without dashes.
        takes_value: False for flags.
        choices: the values that pip accepts; empty where any goes.
        of_requirement: whether it belongs behind a requirement (``--hash``), not on a line of its own.
    """

    key: str
    takes_value: bool = True
    choices: tuple[str, ...] = ()
    of_requirement: bool = False


@dataclass(frozen=True)
class OptionTable:
    """The options of one pip, by every spelling with its dashes."""

    by_spelling: Mapping[str, LineOption]

    def long_spellings(self) -> tuple[str, ...]:
        return tuple(spelling for spelling in self.by_spelling if spelling.startswith("--"))


@dataclass(frozen=True)
class UsedOption:
    """An option as a line gives it. ``written`` is the option without its value; ``value`` None for flags."""

    option: LineOption
    written: Word
    value: Word | None

    @property
    def stop(self) -> int:
        """Where its last word ends."""
        return self.written.stop if self.value is None else self.value.stop


@dataclass(frozen=True)
class LeftoverWord:
    """A word that no option takes; ``after`` is the number of options before it."""

    word: Word
    after: int


@dataclass(frozen=True)
class OptionError:
    """Why pip refuses a line's options, in the words of ``optparse``.

    ``reason`` is one of "unknown", "ambiguous", "value-missing", "value-unwanted", "value-invalid".
    ``value`` is the value as far as there is one; for unknown options, what looks like it.
    """

    reason: str
    message: str
    written: Word
    value: Word | None = None

    @property
    def stop(self) -> int:
        return self.written.stop if self.value is None else self.value.stop


@dataclass(frozen=True)
class ReadOptions:
    """The options of a line up to its end or to the first fault.

    Attributes:
        used: the options.
        leftover: the words that no option takes.
        error: the fault, or None.
        unread: the words behind the fault.
    """

    used: tuple[UsedOption, ...]
    leftover: tuple[LeftoverWord, ...]
    error: OptionError | None
    unread: tuple[Word, ...] = ()


_STRONG_HASHES = ("sha256", "sha384", "sha512")


@lru_cache(maxsize=128)
def options_of(pip_version: PipVersion | None) -> OptionTable:
    """The table of one pip; of a current one where the version is not known."""
    table: dict[str, LineOption] = {}
    for place in ("requirement", "line"):
        for option in requirements_file_options(place, pip_version):
            takes_value = option.action != "store_true"
            entry = LineOption(option.keys[0], takes_value, option.choices, place == "requirement")
            table.update({f"--{key}": entry for key in option.keys})
            table.update({f"-{letter}": entry for letter in option.short})
    return OptionTable(table)


def read_options(words: Sequence[Word], table: OptionTable) -> ReadOptions:
    """What ``optparse`` makes of the words (CPython, ``Lib/optparse.py``: ``OptionParser._process_args``)."""
    used: list[UsedOption] = []
    leftover: list[LeftoverWord] = []
    pending = list(reversed(words))
    try:
        while pending:
            word = pending.pop()
            if word.text == "--":
                leftover.extend(LeftoverWord(rest, len(used)) for rest in reversed(pending))
                break
            if word.text.startswith("--"):
                used.append(_read_long(word, pending, table))
            elif word.text.startswith("-") and len(word.text) > 1:
                used.extend(_read_short(word, pending, table))
            else:
                leftover.append(LeftoverWord(word, len(used)))
    except _Refused as refused:
        # What looks like the value of an unknown option was not taken for it.
        unread = (word for word in reversed(pending) if word is not refused.error.value)
        return ReadOptions(tuple(used), tuple(leftover), refused.error, tuple(unread))
    return ReadOptions(tuple(used), tuple(leftover), None)


class _Refused(Exception):  # noqa: N818 - control flow inside this file.
    def __init__(self, error: OptionError) -> None:
        self.error = error


def _read_long(word: Word, pending: list[Word], table: OptionTable) -> UsedOption:
    name, equals, _ = word.text.partition("=")
    written = word.upto(len(name))
    given = word.since(len(name) + 1) if equals else None
    following = pending[-1] if pending and not pending[-1].text.startswith("-") else None
    spelling = _full_spelling(written, given or following, table)
    option = table.by_spelling[spelling]
    if not option.takes_value:
        if given is not None:
            message = f"{spelling} option does not take a value"
            raise _Refused(OptionError("value-unwanted", message, written, given))
        return UsedOption(option, written, None)
    value = given if given is not None else (pending.pop() if pending else None)
    return _checked(option, spelling, written, value)


def _full_spelling(written: Word, given: Word | None, table: OptionTable) -> str:
    name = written.text
    if name in table.by_spelling:
        return name
    possible = sorted(s for s in table.long_spellings() if s.startswith(name))
    if not possible:
        raise _Refused(OptionError("unknown", f"no such option: {name}", written, given))
    if len(possible) > 1:
        message = f"ambiguous option: {name} ({', '.join(possible)}?)"
        raise _Refused(OptionError("ambiguous", message, written))
    return possible[0]


def _read_short(word: Word, pending: list[Word], table: OptionTable) -> Iterator[UsedOption]:
    """A word may hold several flags; the first option with a value takes what follows it."""
    for index in range(1, len(word.text)):
        spelling = f"-{word.text[index]}"
        written = word.upto(2) if index == 1 else word.since(index).upto(1)
        option = table.by_spelling.get(spelling)
        if option is None:
            raise _Refused(OptionError("unknown", f"no such option: {spelling}", written))
        if option.takes_value:
            rest = word.since(index + 1) if index + 1 < len(word.text) else None
            value = rest if rest is not None else (pending.pop() if pending else None)
            yield _checked(option, spelling, written, value)
            return
        yield UsedOption(option, written, None)


def _checked(option: LineOption, spelling: str, written: Word, value: Word | None) -> UsedOption:
    def refuse(message: str) -> _Refused:
        return _Refused(OptionError("value-invalid", message, written, value))

    if value is None:
        message = f"{spelling} option requires 1 argument"
        raise _Refused(OptionError("value-missing", message, written))
    text = value.text
    if option.choices and text not in option.choices:
        choices = ", ".join(map(repr, option.choices))
        raise refuse(f"option {spelling}: invalid choice: {text!r} (choose from {choices})")
    if option.key == "hash":
        algorithm, colon, _ = text.partition(":")
        if not colon:
            example = "like --hash=sha256:abcde..."
            raise refuse(f"Arguments to {spelling} must be a hash name followed by a value, {example}")
        if algorithm not in _STRONG_HASHES:
            raise refuse(f"Allowed hash algorithms for {spelling} are {', '.join(_STRONG_HASHES)}.")
    if option.key == "config-settings" and "=" not in text:
        raise refuse(f"Arguments to {spelling} must be of the form KEY=VAL")
    if option.key in {"no-binary", "only-binary"} and text.startswith("-"):
        raise refuse("--no-binary / --only-binary option requires 1 argument.")
    if option.key in {"all-releases", "only-final"} and text.startswith("-"):
        raise refuse("--all-releases / --only-final option requires 1 argument.")
    return UsedOption(option, written, value)
