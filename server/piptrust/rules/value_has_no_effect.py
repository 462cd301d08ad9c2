"""An entry that changes nothing, though pip knows its option."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import option_named
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Evidence, Offer, Severity, Tag
from piptrust.engine.judgement.config_settings import config_settings
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf
from piptrust.resolve import quirks

# Options that count on the command line alone: there pip acts on them before it reads any file.
_COMMAND_LINE_ONLY = frozenset({"help", "isolated"})


@rule(
    "value-has-no-effect",
    summary=mark("pip reads the entry, and nothing changes"),
    severity=Severity.INFORMATION,
    kinds=CONFIG_FILES,
)
def value_has_no_effect(view: View) -> Iterator[Diagnosis]:
    """Empty values are dropped after merging (``_get_ordered_configuration_items``)."""
    for setting, section in config_settings(view):
        if option_named(setting.key, section, view.environment.pip_version) is None:
            continue
        if not setting.value:
            yield _empty(view, setting)
        elif setting.key in _COMMAND_LINE_ONLY:
            yield Diagnosis(
                setting.key_span,
                tr(
                    "pip does not act on this entry: '{key}' counts on the command line only. It can "
                    "be removed.",
                    key=setting.key,
                ),
                evidence=(Evidence(tr("Seen with pip 24.0 and 26.3."), tr("pip's command line")),),
                tags=(Tag.UNNECESSARY,),
                offers=(_removal(setting, safe=False),),
            )


def _empty(view: View, setting: Setting) -> Diagnosis:
    erased = _erased(view, setting)
    if erased is None:
        message = tr("pip takes an empty value as not set. Write a value, or remove the entry.")
    else:
        message = tr(
            "pip takes an empty value as not set, and forgets the '{key}' of the file that it read "
            "before. Remove the entry if that one should count.",
            key=setting.key,
        )
    return Diagnosis(
        setting.key_span,
        message,
        evidence=(Evidence(tr("Empty values are dropped."), tr("pip's cli/parser.py")),),
        tags=() if erased else (Tag.UNNECESSARY,),
        offers=(_removal(setting, safe=erased is None),),
    )


def _erased(view: View, setting: Setting) -> Document | None:
    """The lower file whose value the empty one takes away; releases differ in whether it does."""
    if quirks.EMPTY_VALUES_ARE_SKIPPED.holds(view.environment.pip_version):
        return None
    for file in view.configuration:
        if file.uri == view.document.uri:
            return None
        structure = None if file.document is None else file.document.structure
        if isinstance(structure, PipConf):
            for other in structure.settings_in(setting.section or ""):
                if other.key == setting.key and other.value:
                    return file.document
    return None


def _removal(setting: Setting, *, safe: bool) -> Offer:
    title = tr("Remove '{key}', which has no effect", key=setting.key)
    return Offer("remove-setting", title, arguments_for(setting), safe=safe, preferred=True)
