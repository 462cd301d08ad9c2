"""An option in the section of a command that does not take it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, Option, forms_of, option_named
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity, Tag
from piptrust.engine.judgement.config_settings import config_settings, knowledge
from piptrust.engine.judgement.wording import listed
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.parse.document import Setting

_MOST_COMMANDS_NAMED = 4


@rule(
    "option-not-in-command",
    summary=mark("the section's command does not take this option, so pip ignores the entry"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def option_not_in_command(view: View) -> Iterator[Diagnosis]:
    """In ``[global]`` every command picks what it takes; in its own section only that command looks."""
    version = view.environment.pip_version
    confidence, evidence = knowledge(view)
    for setting, section in config_settings(view):
        if section == GLOBAL or option_named(setting.key, section, version) is not None:
            continue
        forms = forms_of(setting.key, version)
        if not forms:
            continue
        yield Diagnosis(
            setting.key_span,
            tr(
                "pip ignores this entry: {why}. {advice}",
                why=_why(setting.key, section, forms),
                advice=_advice(forms),
            ),
            confidence=confidence,
            evidence=(evidence,),
            tags=(Tag.UNNECESSARY,),
            offers=tuple(_offers(view, setting, forms)),
        )


def _advice(forms: tuple[Option, ...]) -> str:
    return (
        tr("Move it to a section that counts, or remove it.")
        if _commands(forms)
        else tr("It can be removed.")
    )


def _why(key: str, section: str, forms: tuple[Option, ...]) -> str:
    newest = option_named(key, section)
    since = None if newest is None else newest.since_by_command[section]
    if since is not None:
        return tr(
            "'pip {section}' takes '{key}' only since pip {since}", section=section, key=key, since=since
        )
    names = _commands(forms)
    if not names:
        return tr("'pip {section}' does not take '{key}'", section=section, key=key)
    if len(names) > _MOST_COMMANDS_NAMED:
        return tr("'pip {section}' does not take '{key}'; other commands do", section=section, key=key)
    return ntr(
        "'pip {section}' does not take '{key}'; {others} does",
        "'pip {section}' does not take '{key}'; {others} do",
        len(names),
        section=section,
        key=key,
        others=listed(names),
    )


def _offers(view: View, setting: Setting, forms: tuple[Option, ...]) -> Iterator[Offer]:
    names = _commands(forms)
    if names:
        # What no command takes, pip acts on instead of any command: nobody wants that in a file.
        target = names[0] if len(names) == 1 else GLOBAL
        taken = any(s.key == setting.key and s.section == target for s in view.document.settings)
        yield Offer(
            "move-to-section",
            tr("Move '{key}' to [{section}]", key=setting.key, section=target),
            arguments_for(setting, to=target),
            preferred=True,
            disabled=tr("[{section}] sets '{key}' already.", section=target, key=setting.key)
            if taken
            else None,
        )
    yield Offer(
        "remove-setting", tr("Remove '{key}', which pip ignores", key=setting.key), arguments_for(setting)
    )


def _commands(forms: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(sorted({command for form in forms for command in form.commands}))
