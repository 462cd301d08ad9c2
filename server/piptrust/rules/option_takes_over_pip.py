"""An option that belongs on a command line: in a file it replaces whatever command is run."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, option_named
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.judgement.config_settings import config_settings, shown
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Setting
from piptrust.resolve.convert_values import truth

_REFUSED_IN_COMMANDS_SINCE = (23, 2)


@rule(
    "option-takes-over-pip",
    summary=mark("every pip command does something else because of this option"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def option_takes_over_pip(view: View) -> Iterator[Diagnosis]:
    """The main parser acts on these two before it looks at the command (``main_parser.py:parse_command``)."""
    version = view.environment.pip_version
    for setting, section in config_settings(view):
        if not setting.value or option_named(setting.key, section, version) is None:
            continue
        if setting.key == "version" and section == GLOBAL and truth(setting.value):
            yield _diagnosis(
                setting,
                tr(
                    "pip prints its version and does nothing else, whatever command is run: this entry "
                    "stands for 'pip --version'. Remove it."
                ),
            )
        elif setting.key == "python" and section == GLOBAL:
            yield _diagnosis(
                setting,
                tr(
                    "pip runs every command again under '{value}', so packages go to that Python, and "
                    "it stops where there is none. Give --python on the command line instead.",
                    value=shown(setting.value),
                ),
                Severity.WARNING,
            )
        elif setting.key == "python" and (version is None or version >= _REFUSED_IN_COMMANDS_SINCE):
            yield _diagnosis(
                setting,
                tr(
                    "'pip {section}' stops: pip takes 'python' only before the command. Remove the entry.",
                    section=section,
                ),
            )


def _diagnosis(setting: Setting, message: str, severity: Severity | None = None) -> Diagnosis:
    return Diagnosis(
        setting.value_span,
        message,
        severity=severity,
        evidence=(Evidence(tr("Seen with pip 24.0 and 26.3."), tr("pip's command line")),),
        offers=(
            Offer(
                "remove-setting",
                tr("Remove '{key}'", key=setting.key),
                arguments_for(setting),
                preferred=True,
            ),
        ),
    )
