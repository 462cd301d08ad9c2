"""What pip makes of a value that a file or variable gives, or why it refuses it.

The steps are those of ``cli/parser.py:_update_defaults`` (pip 9 to 26.3) and of the callbacks in
``cli/cmdoptions.py``. A test asks the same of several pips' own parsers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Union

from piptrust.data.options import Conversion, Option, Version
from piptrust.text.records import dataclass

UNHANDLED_ERROR = 1
"""Exit status where Python prints a traceback."""
USAGE_ERROR = 2
CONFIGURATION_ERROR = 3

YES = frozenset({"y", "yes", "t", "true", "on", "1"})
NO = frozenset({"n", "no", "f", "false", "off", "0"})

_COUNTS_ARE_NUMBERS_SINCE = (20, 3)
_MESSAGES_FOR_FLAGS_SINCE = (18, 1)
_LOCK_FILE_GROUPS_SINCE = (26, 1)
_DASHES_ARE_REFUSED_SINCE = (19, 3)
# Python 3.11 and later refuse longer numbers; earlier ones take quadratic time for them.
_LONGEST_NUMBER = 4300
_LOCK_FILE = re.compile(r"pylock(?:\.[^.]+)?\.toml(?:\[[^]]*\])?")


@dataclass(frozen=True)
class Converted:
    """pip takes the value.

    Attributes:
        value: what pip stores for the option. Paths are as written, since ``~`` depends on the machine; the
            value of a callback that builds something of its own is the text that it is given.
    """

    value: object


@dataclass(frozen=True)
class Refused:
    """pip ends.

    Attributes:
        message: pip's own words, on one line; since 26.3 it adds where to look for help.
        exit_status: pip's.
        culprit: the part that it refuses: one word of a list, else the whole value.
    """

    message: str
    exit_status: int
    culprit: str


Outcome = Union[Converted, Refused]


def convert(option: Option, key: str, value: str, pip_version: Version | None = None) -> Outcome:
    """What ``value`` becomes under ``key``, one of the option's names.

    ``value`` is not empty: pip drops empty ones before it looks at them. None for the version means a current
    pip.
    """
    return _CONVERSIONS[option.conversion](_Question(option, key, value, pip_version))


def stopped_commands(option: Option, section: str) -> tuple[str, ...] | None:
    """The commands that a refused value ends; None for all, even ``pip --version``.

    ``[global]`` is read by the main parser too, which knows the general options and runs before any command.
    """
    if section != "global":
        return (section,)
    return None if option.general else option.commands


def truth(value: str) -> bool | None:
    """A boolean as pip reads it (``utils/misc.py:strtobool``), or None where it is none."""
    word = value.lower()
    return True if word in YES else False if word in NO else None


@dataclass(frozen=True)
class _Question:
    option: Option
    key: str
    value: str
    version: Version | None

    def before(self, version: Version) -> bool:
        return self.version is not None and self.version < version

    def usage(self, message: str) -> Refused:
        return Refused(message, USAGE_ERROR, self.value)

    def callback_usage(self, message: str) -> Refused:
        """``cmdoptions.py:raise_option_error``, which names the option by all its command line names."""
        names = [f"-{name}" for name in self.option.short] + [f"--{name}" for name in self.option.keys]
        return self.usage(f"{'/'.join(names)} error: {message}")

    def configuration(self, message: str, culprit: str) -> Refused:
        prefix = f"An error occurred during configuration: option {self.key}: "
        return Refused(prefix + message, CONFIGURATION_ERROR, culprit)


def _boolean(question: _Question) -> Outcome:
    value = truth(question.value)
    if value is not None:
        return Converted(int(value))
    if question.before(_MESSAGES_FOR_FLAGS_SINCE):
        message = f"ValueError: invalid truth value {question.value.lower()!r}"
        return Refused(message, UNHANDLED_ERROR, question.value)
    return question.usage(
        f"{question.value} is not a valid value for {question.key} option, "
        "please specify a boolean value like yes/no, true/false or 1/0 instead."
    )


def _count(question: _Question) -> Outcome:
    value = truth(question.value)
    if value is not None:
        return Converted(int(value))
    if question.before(_MESSAGES_FOR_FLAGS_SINCE):
        return _boolean(question)
    intro = f"{question.value} is not a valid value for {question.key} option, please "
    if question.before(_COUNTS_ARE_NUMBERS_SINCE):
        return question.usage(intro + "specify a numerical value like 1/0 instead.")
    number = _number(question.value, 10)
    if number is not None and number >= 0:
        return Converted(number)
    if number is not None:
        # pip has converted it by then, and shows the number (pip 26.3, cli/parser.py:_update_defaults).
        intro = intro.replace(question.value, str(number), 1)
    return question.usage(
        intro + "instead specify either a non-negative integer or a boolean value like yes/no or "
        "false/true which is equivalent to 1/0."
    )


def _list(question: _Question) -> Outcome:
    words = question.value.split()
    if question.option.type == "choice":
        for word in words:
            refused = _refused_choice(question, word)
            if refused is not None:
                return refused
    if question.option.type == "package_name":
        return Converted([re.sub(r"[-_.]+", "-", word).lower() for word in words])
    return Converted(words)


def _choice(question: _Question) -> Outcome:
    return _refused_choice(question, question.value) or Converted(question.value)


def _refused_choice(question: _Question, word: str) -> Refused | None:
    choices = question.option.choices
    if word in choices:
        return None
    shown = ", ".join(map(repr, choices))
    return question.configuration(f"invalid choice: {word!r} (choose from {shown})", word)


def _integer(question: _Question) -> Outcome:
    """``optparse._parse_num``: a prefix decides the base, and a leading zero means octal."""
    text = question.value
    if text[:2].lower() == "0x":
        number = _number(text, 16)
    elif text[:2].lower() == "0b":
        number = _number(text[2:] or "0", 2)
    else:
        number = _number(text, 8 if text.startswith("0") else 10)
    if number is None:
        return question.configuration(f"invalid integer value: {text!r}", text)
    return Converted(number)


def _number(text: str, base: int) -> int | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        return int(text, base)
    except ValueError:
        return None


def _float(question: _Question) -> Outcome:
    try:
        return Converted(float(question.value))
    except ValueError:
        message = f"invalid floating-point value: {question.value!r}"
        return question.configuration(message, question.value)


def _as_written(question: _Question) -> Outcome:
    return Converted(question.value)


def _callback(question: _Question) -> Outcome:
    check = _CALLBACKS.get(question.option.keys[0], _as_written)
    return check(question)


def _no_cache_dir(question: _Question) -> Outcome:
    """Any boolean turns the cache off: ``false`` too, for the sake of old configurations."""
    if truth(question.value) is None:
        return question.callback_usage(f"invalid truth value {question.value.lower()!r}")
    return Converted(False)


def _python_version(question: _Question) -> Outcome:
    parts = question.value.split(".")
    if len(parts) > 3:
        return _bad_python_version(question, "at most three version parts are allowed")
    if len(parts) == 1 and len(parts[0]) > 1:
        parts = [parts[0][0], parts[0][1:]]
    numbers = [_number(part, 10) for part in parts]
    if None in numbers:
        return _bad_python_version(question, "each version part must be an integer")
    return Converted(tuple(numbers))


def _bad_python_version(question: _Question, why: str) -> Refused:
    return question.callback_usage(f"invalid --python-version value: {question.value!r}: {why}")


def _config_settings(question: _Question) -> Outcome:
    if "=" not in question.value:
        name = question.option.keys[0]
        return question.usage(f"Arguments to --{name} must be of the form KEY=VAL")
    return Converted(question.value)


def _group(question: _Question) -> Outcome:
    path, separator, _ = question.value.rpartition(":")
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if not separator or name == "pyproject.toml":
        return Converted(question.value)
    if question.before(_LOCK_FILE_GROUPS_SINCE):
        return question.callback_usage("group paths use 'pyproject.toml' filenames")
    if _LOCK_FILE.fullmatch(name):
        return Converted(question.value)
    return question.callback_usage("group paths use local 'pyproject.toml' or 'pylock.toml' files")


def _uploaded_prior_to(question: _Question) -> Outcome:
    """What ``datetime.fromisoformat`` takes depends on pip's Python, but it all starts so."""
    if re.match(r"P\d+D$|\d{4}-?[\dW]", question.value, re.ASCII):
        return Converted(question.value)
    return question.callback_usage(
        f"invalid value: {question.value!r}: Expected an ISO 8601 datetime string "
        "(e.g., '2023-01-01' or '2023-01-01T00:00:00Z') or a duration in days (e.g., 'P3D')"
    )


def _names(question: _Question) -> Outcome:
    """Lists of projects, split at commas; a value like an option is taken for a forgotten one."""
    if not question.value.startswith("-") or question.before(_DASHES_ARE_REFUSED_SINCE):
        return Converted(question.value)
    pair = next((p for p in _PAIRS if question.option.keys[0] in p), question.option.keys[:1])
    names = " / ".join(f"--{name}" for name in pair)
    message = f"CommandError: {names} option requires 1 argument."
    return Refused(message, UNHANDLED_ERROR, question.value)


def _no_use_pep517(question: _Question) -> Outcome:
    return question.callback_usage("A value was passed for --no-use-pep517")


_CONVERSIONS: dict[Conversion, Callable[[_Question], Outcome]] = {
    Conversion.BOOLEAN: _boolean,
    Conversion.COUNT: _count,
    Conversion.LIST: _list,
    Conversion.STRING: _as_written,
    Conversion.INTEGER: _integer,
    Conversion.FLOAT: _float,
    Conversion.CHOICE: _choice,
    Conversion.PATH: _as_written,
    Conversion.CALLBACK: _callback,
    Conversion.UNCHECKED: _as_written,
}
_PAIRS = (("no-binary", "only-binary"), ("all-releases", "only-final"))
_CALLBACKS: dict[str, Callable[[_Question], Outcome]] = {
    "all-releases": _names,
    "config-settings": _config_settings,
    "group": _group,
    "no-binary": _names,
    "no-cache-dir": _no_cache_dir,
    "no-use-pep517": _no_use_pep517,
    "only-binary": _names,
    "only-final": _names,
    "python-version": _python_version,
    "refresh-package": _names,
    "uploaded-prior-to": _uploaded_prior_to,
}
