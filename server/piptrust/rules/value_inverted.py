"""A flag that means the opposite of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import Option, option_named
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.judgement.config_settings import config_settings
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Setting
from piptrust.resolve.convert_values import truth

_ANY_VALUE_TURNS_IT_ON = "no-cache-dir"


@rule(
    "value-inverted",
    summary=mark("pip reads the value the other way round"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def value_inverted(view: View) -> Iterator[Diagnosis]:
    """What a file gives for a ``store_false`` option is stored as it stands (``_update_defaults``)."""
    version = view.environment.pip_version
    for setting, section in config_settings(view):
        option = option_named(setting.key, section, version)
        value = truth(setting.value)
        if option is None or value is None:
            continue
        if option.keys[0] == _ANY_VALUE_TURNS_IT_ON and not value and option.action == "callback":
            yield _cache(setting)
        elif option.inverted:
            yield _turned_on(setting, option) if value else _turned_off(setting, option, section, view)


def _turned_on(setting: Setting, option: Option) -> Diagnosis:
    what = _subject(option)
    write_no = tr("Write 'no', which turns {what} off", what=what)
    return Diagnosis(
        setting.value_span,
        tr(
            "pip turns {what} on because of this entry: it stores '{value}' for {what} itself, "
            "whatever the 'no' in the name. Write 'no' to turn {what} off, or remove the entry.",
            what=what,
            value=setting.value,
        ),
        evidence=_evidence(option),
        offers=(_replacement(setting, "no", write_no), _removal(setting)),
    )


def _turned_off(setting: Setting, option: Option, section: str, view: View) -> Diagnosis:
    what = _subject(option)
    plain = option.dest.replace("_", "-")
    plain_option = option_named(plain, section, view.environment.pip_version)
    offers = [_removal(setting)]
    if plain_option is not None and plain_option.dest == option.dest:
        taken = any(s.key == plain and s.section == setting.section for s in view.document.settings)
        title = tr("Rename it to '{plain}', which reads as it works", plain=plain)
        disabled = (
            tr("[{section}] sets '{key}' already.", section=setting.section, key=plain) if taken else None
        )
        arguments = arguments_for(setting, to=plain)
        rename = Offer("rename-key", title, arguments, safe=not taken, preferred=True, disabled=disabled)
        offers.insert(0, rename)
    return Diagnosis(
        setting.value_span,
        tr(
            "pip turns {what} off because of this entry: it stores '{value}' for {what} itself, "
            "whatever the 'no' in the name. Remove the entry if {what} should stay on.",
            what=what,
            value=setting.value,
        ),
        severity=Severity.INFORMATION,
        evidence=_evidence(option),
        offers=tuple(offers),
    )


def _cache(setting: Setting) -> Diagnosis:
    says = Evidence(
        tr("Any boolean sets cache_dir to False."), tr("pip's cmdoptions.py:_handle_no_cache_dir")
    )
    return Diagnosis(
        setting.value_span,
        tr(
            "pip turns its cache off because of this entry: for 'no-cache-dir' it takes '{value}' like "
            "'yes', for the sake of old configurations. Remove the entry to keep the cache.",
            value=setting.value,
        ),
        evidence=(says,),
        offers=(
            _removal(setting),
            _replacement(setting, "yes", tr("Write 'yes', which is how pip takes it")),
        ),
    )


def _subject(option: Option) -> str:
    return f"'{option.dest.replace('_', ' ')}'"


def _evidence(option: Option) -> tuple[Evidence, ...]:
    flag = f"--{option.keys[0]}"
    says = tr("{option} stores false as '{name}'.", option=flag, name=option.dest)
    return (Evidence(says, tr("pip's own option parsers")),)


def _replacement(setting: Setting, text: str, title: str) -> Offer:
    span = setting.value_span
    arguments = {"start": str(span.start), "end": str(span.end), "text": text, "expected": setting.value}
    return Offer("replace-text", title, arguments)


def _removal(setting: Setting) -> Offer:
    return Offer("remove-setting", tr("Remove '{key}'", key=setting.key), arguments_for(setting))
