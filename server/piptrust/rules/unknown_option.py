"""A key that names no option."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import History, forms_of, history_of
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity, Tag
from piptrust.engine.judgement.config_settings import config_settings, knowledge, shown
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Setting
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve.name_suggestions import meant_key


@rule(
    "unknown-option",
    summary=mark("pip has no option of this name and ignores the entry without a word"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def unknown_option(view: View) -> Iterator[Diagnosis]:
    """Each key is looked up as ``--key``; what is not found is passed over (``_update_defaults``)."""
    version = view.environment.pip_version
    confidence, evidence = knowledge(view)
    offered = {(setting.section, setting.key) for setting in view.document.settings}
    for setting, section in config_settings(view):
        if forms_of(setting.key, version):
            continue
        history = history_of(setting.key)
        meant = meant_key(setting.key, section, version) if history is None else None
        taken = (setting.section, meant) in offered
        offered.add((setting.section, meant or ""))
        why = _why(view, setting, history)
        advice = tr("Did you mean '{meant}'?", meant=meant) if meant else tr("It can be removed.")
        yield Diagnosis(
            setting.key_span,
            tr("pip ignores this entry: {why}. {advice}", why=why, advice=advice),
            confidence=confidence,
            evidence=(evidence,),
            tags=(Tag.UNNECESSARY,),
            offers=tuple(_offers(view, setting, meant, taken)),
        )


def _why(view: View, setting: Setting, history: History | None) -> str:
    name = _name(view, setting)
    if history is None:
        return tr("it has no option '{name}'", name=name)
    version = view.environment.pip_version
    if version is not None and history.since is not None and version < parse_pip_version(history.since):
        return tr(
            "'{name}' came with pip {since}, and this is {pip}",
            name=name,
            since=history.since,
            pip=view.environment.pip_name,
        )
    return tr("pip {until} took '{name}' away", until=history.until, name=name)


def _name(view: View, setting: Setting) -> str:
    """The key as it is written, so that a reader finds it."""
    return shown(view.document.source(setting.key_span))


def _offers(view: View, setting: Setting, meant: str | None, taken: bool) -> Iterator[Offer]:
    """``taken``: the section has the key that was meant, or will have it after another finding's fix."""
    removal = tr("Remove '{key}', which pip ignores", key=_name(view, setting))
    if meant is None:
        yield Offer("remove-setting", removal, arguments_for(setting), preferred=True)
        return
    opens = meant == "trusted-host"
    rename = Offer(
        "rename-key",
        _renaming(meant, opens),
        arguments_for(setting, to=meant),
        safe=_same_name(setting.key, meant) and not opens and not taken,
        lowers_security=opens,
        preferred=not opens,
        disabled=tr("[{section}] has another entry for '{meant}'.", section=setting.section, meant=meant)
        if taken
        else None,
    )
    remove = Offer("remove-setting", removal, arguments_for(setting), preferred=opens)
    yield from (remove, rename) if opens else (rename, remove)


def _renaming(meant: str, opens: bool) -> str:
    if opens:
        return tr("Rename it to '{meant}', which turns certificate checks off for these hosts", meant=meant)
    return tr("Rename it to '{meant}'", meant=meant)


def _same_name(key: str, meant: str) -> bool:
    """Whether the key is the variable's name, or the plural, or differs in dashes: nobody means another."""
    bare = key.lstrip("-").removeprefix("pip-")
    return bare == meant or bare.replace("-", "").removesuffix("s") == meant.replace("-", "").removesuffix(
        "s"
    )
