"""What one value does to pip's commands when they refuse it."""

from __future__ import annotations

import math

from piptrust.data.options import GLOBAL, Conversion, Option, Version, forms_of, option_named
from piptrust.resolve.convert_values import USAGE_ERROR, Converted, Refused, convert, stopped_commands
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Refusal:
    """One refused value.

    Attributes:
        refused: pip's words.
        option: the form of the option that refuses it.
        commands: the commands that end, or None for all, even ``pip --version``.
        at_connection: whether pip takes the value and fails later, at its first connection.
    """

    refused: Refused
    option: Option
    commands: tuple[str, ...] | None
    at_connection: bool = False


def refusal_of(key: str, value: str, section: str, version: Version | None) -> Refusal | None:
    """The refusal of ``value``, or None where every command that takes the option takes the value.

    A key may mean different things to different commands; all of those that refuse the value are named.
    """
    if not value:
        return None
    first: tuple[Refused, Option] | None = None
    stopped: set[str] = set()
    for option in _forms(key, section, version):
        outcome = convert(option, key, value, version)
        if isinstance(outcome, Converted):
            late = _refused_at_connection(option, outcome)
            if late is not None:
                return Refusal(late, option, stopped_commands(option, section), at_connection=True)
            continue
        first = first or (outcome, option)
        commands = stopped_commands(option, section)
        if commands is None:
            return Refusal(outcome, option, None)
        stopped.update(commands)
    return None if first is None else Refusal(*first, tuple(sorted(stopped)))


def _forms(key: str, section: str, version: Version | None) -> tuple[Option, ...]:
    if section == GLOBAL:
        return forms_of(key, version)
    form = option_named(key, section, version)
    return () if form is None else (form,)


def _refused_at_connection(option: Option, outcome: Converted) -> Refused | None:
    """Timeouts that only the socket refuses (pip 20.3.4 and 26.3: a traceback, exit status 2)."""
    value = outcome.value
    if option.conversion is not Conversion.FLOAT or not isinstance(value, float):
        return None
    if value < 0:
        says = (
            f"ValueError: Attempted to set connect timeout to {value}, "
            "but the timeout cannot be set to a value less than or equal to 0."
        )
    elif math.isnan(value):
        says = "ValueError: Invalid value NaN (not a number)"
    elif math.isinf(value):
        says = "OverflowError: timestamp out of range for platform time_t"
    else:
        return None
    return Refused(says, USAGE_ERROR, str(value))
