"""A value that pip's option parser refuses."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import Conversion, Option, Version, option_named, versions
from piptrust.engine.finding import Evidence, Severity
from piptrust.engine.judgement.config_settings import config_settings, listed, replacing_document, shown
from piptrust.engine.offers.values import culprit_span, value_offers
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve.refusals import Refusal, refusal_of
from piptrust.text.uri import redact

_MOST_COMMANDS_NAMED = 4
_LONGEST_MESSAGE = 400


@rule(
    "invalid-value",
    summary="pip refuses the value and stops",
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def invalid_value(view: View) -> Iterator[Diagnosis]:
    """Values are converted before a command starts, also where the command would not use them."""
    version = view.environment.pip_version
    for setting, section in config_settings(view):
        refusal = refusal_of(setting.key, setting.value, section, version)
        if refusal is None:
            continue
        effect = f"pip stops {_when(refusal)}"
        replaced = replacing_document(view, setting) is not None
        if replaced:
            effect = "Another file's value replaces this one for now; without that, " + effect
        yield Diagnosis(
            culprit_span(setting, refusal.option, refusal.refused),
            f"{effect}: {_why(refusal, setting.key, setting.value, version)}.",
            severity=Severity.INFORMATION if replaced else None,
            evidence=(_evidence(refusal),),
            offers=tuple(value_offers(setting, refusal.option, refusal.refused, version)),
        )


def _evidence(refusal: Refusal) -> Evidence:
    says = " ".join(redact(refusal.refused.message).split())[:_LONGEST_MESSAGE]
    return Evidence(says, f"pip's own words, exit status {refusal.refused.exit_status}")


def _when(refusal: Refusal) -> str:
    if refusal.at_connection:
        return "at its first connection"
    if refusal.commands is None:
        return "at every command, even 'pip --version'"
    if len(refusal.commands) > _MOST_COMMANDS_NAMED:
        return f"at {len(refusal.commands)} commands, 'pip {_chief(refusal.commands)}' among them"
    return "at " + listed(tuple(f"'pip {command}'" for command in refusal.commands))


def _chief(commands: tuple[str, ...]) -> str:
    return "install" if "install" in commands else commands[0]


def _why(refusal: Refusal, key: str, value: str, version: Version | None) -> str:
    option, culprit = refusal.option, refusal.refused.culprit
    if refusal.at_connection:
        return f"'{key}' must be a number of seconds, 0 or more, and not '{shown(value)}'"
    if option.conversion is Conversion.CALLBACK:
        return f"'{shown(culprit)}' is no value for '{key}'"
    return f"'{key}' takes {_expected(option)}, and not '{shown(culprit)}'{_past(option, culprit, version)}"


def _expected(option: Option) -> str:
    if option.choices:
        return listed(option.choices, "or")
    return {
        Conversion.BOOLEAN: "yes or no (or true/false, on/off, 1/0)",
        Conversion.COUNT: "a whole number from 0 on, or yes or no",
        Conversion.INTEGER: "a whole number",
        Conversion.FLOAT: "a number without a unit",
    }.get(option.conversion, "other values")


def _past(option: Option, culprit: str, version: Version | None) -> str:
    """When pip took this choice, if it ever did."""
    if not option.choices:
        return ""
    command = _chief(option.commands)
    took = [v for v in versions() if _takes(option.keys[0], command, culprit, parse_pip_version(v))]
    if not took:
        return ""
    if version is not None and version < parse_pip_version(took[0]):
        return f", which pip takes since {took[0]}"
    return f", which pip took until {took[-1]}"


def _takes(key: str, command: str, choice: str, version: Version) -> bool:
    option = option_named(key, command, version)
    return option is not None and choice in option.choices
