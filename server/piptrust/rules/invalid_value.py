"""A value that pip's option parser refuses."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import Conversion, Option, Version, option_named, versions
from piptrust.engine.finding import Evidence, Severity
from piptrust.engine.judgement.config_settings import config_settings, replacing_document, shown
from piptrust.engine.judgement.wording import either, listed
from piptrust.engine.offers.values import culprit_span, value_offers
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve.refusals import Refusal, refusal_of
from piptrust.text.uri import redact

_MOST_COMMANDS_NAMED = 4
_LONGEST_MESSAGE = 400
_EXPECTED = {
    Conversion.BOOLEAN: mark("yes or no (or true/false, on/off, 1/0)"),
    Conversion.COUNT: mark("a whole number from 0 on, or yes or no"),
    Conversion.INTEGER: mark("a whole number"),
    Conversion.FLOAT: mark("a number without a unit"),
}
_OTHER = mark("other values")


@rule(
    "invalid-value",
    summary=mark("pip refuses the value and stops"),
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
        effect = _effect(refusal)
        replaced = replacing_document(view, setting) is not None
        if replaced:
            effect = tr("Another file's value replaces this one for now; without that, {what}", what=effect)
        yield Diagnosis(
            culprit_span(setting, refusal.option, refusal.refused),
            f"{effect}: {_why(refusal, setting.key, setting.value, version)}.",
            severity=Severity.INFORMATION if replaced else None,
            evidence=(_evidence(refusal),),
            offers=tuple(value_offers(setting, refusal.option, refusal.refused, version)),
        )


def _evidence(refusal: Refusal) -> Evidence:
    says = " ".join(redact(refusal.refused.message).split())[:_LONGEST_MESSAGE]
    source = tr("pip's own words, exit status {number}", number=refusal.refused.exit_status)
    return Evidence(says, source)


def _effect(refusal: Refusal) -> str:
    if refusal.at_connection:
        return tr("pip stops at its first connection")
    if refusal.commands is None:
        return tr("pip stops at every command, even 'pip --version'")
    if len(refusal.commands) > _MOST_COMMANDS_NAMED:
        chief = f"pip {_chief(refusal.commands)}"
        return ntr(
            "pip stops at {number} command, '{command}' among them",
            "pip stops at {number} commands, '{command}' among them",
            len(refusal.commands),
            command=chief,
        )
    commands = listed([f"'pip {command}'" for command in refusal.commands])
    return tr("pip stops at {commands}", commands=commands)


def _chief(commands: tuple[str, ...]) -> str:
    return "install" if "install" in commands else commands[0]


def _why(refusal: Refusal, key: str, value: str, version: Version | None) -> str:
    option, culprit = refusal.option, shown(refusal.refused.culprit)
    if refusal.at_connection:
        return tr(
            "'{key}' must be a number of seconds, 0 or more, and not '{value}'", key=key, value=shown(value)
        )
    if option.conversion is Conversion.CALLBACK:
        return tr("'{value}' is no value for '{key}'", value=culprit, key=key)
    wrong = tr(
        "'{key}' takes {expected}, and not '{value}'", key=key, expected=_expected(option), value=culprit
    )
    past = _past(option, refusal.refused.culprit, version)
    return f"{wrong}, {past}" if past else wrong


def _expected(option: Option) -> str:
    if option.choices:
        return either(option.choices)
    expected = _EXPECTED.get(option.conversion, _OTHER)
    return tr(expected)


def _past(option: Option, culprit: str, version: Version | None) -> str:
    """When pip took this choice, if it ever did."""
    if not option.choices:
        return ""
    command = _chief(option.commands)
    took = [v for v in versions() if _takes(option.keys[0], command, culprit, parse_pip_version(v))]
    if not took:
        return ""
    if version is not None and version < parse_pip_version(took[0]):
        return tr("which pip takes since {version}", version=took[0])
    return tr("which pip took until {version}", version=took[-1])


def _takes(key: str, command: str, choice: str, version: Version) -> bool:
    option = option_named(key, command, version)
    return option is not None and choice in option.choices
