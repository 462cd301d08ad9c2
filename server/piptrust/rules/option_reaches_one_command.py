"""Where packages come from and what is trusted, said to one command only."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, commands, option_named
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.judgement.config_settings import config_settings
from piptrust.engine.judgement.wording import listed
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Setting
from piptrust.parse.pip_conf import PipConf
from piptrust.resolve.effective import ALIASES, Level

# What makes one command fail where another works. Other options are set for one command on purpose.
_CONNECTION_OPTIONS = frozenset({"cert", "client-cert", "trusted-host", "index-url", "pypi-url", "proxy"})
_FETCHING_COMMANDS = ("install", "download", "wheel", "lock", "index", "list")
_ONLY_FOR_SEARCH = "index"


@rule(
    "option-reaches-one-command",
    summary=mark("only one command sees this option, and others that connect do not"),
    severity=Severity.INFORMATION,
    kinds=CONFIG_FILES,
)
def option_reaches_one_command(view: View) -> Iterator[Diagnosis]:
    """A command reads ``[global]`` and its own section (``_get_ordered_configuration_items``)."""
    for setting, section in config_settings(view):
        if section == GLOBAL and setting.key == _ONLY_FOR_SEARCH and setting.value:
            yield _search_only(view, setting)
        elif section in _FETCHING_COMMANDS and setting.key in _CONNECTION_OPTIONS and setting.value:
            left = _commands_left(view, setting)
            if left:
                yield _narrow(view, setting, section, left)


def _commands_left(view: View, setting: Setting) -> tuple[str, ...]:
    """The commands that take the option and get it from nowhere; none where the choice looks deliberate.

    It does where any other section, or a variable, sets the option too.
    """
    version = view.environment.pip_version
    name = ALIASES.get(setting.key, setting.key)
    for command in commands(version):
        set_by = view.effective(command).get(name)
        if set_by is None:
            continue
        if set_by.origin.level is Level.ENV_VAR or set_by.origin.section != setting.section:
            return ()
    return tuple(
        command
        for command in _FETCHING_COMMANDS
        if command != setting.section and option_named(setting.key, command, version) is not None
    )


def _narrow(view: View, setting: Setting, section: str, left: tuple[str, ...]) -> Diagnosis:

    opens = setting.key == "trusted-host"
    if opens:
        title = tr(
            "Move '{key}' to [global], for all commands; it turns certificate checks off there too",
            key=setting.key,
        )
    else:
        title = tr("Move '{key}' to [global], for all commands", key=setting.key)
    return Diagnosis(
        setting.key_span,
        tr(
            "Only 'pip {section}' sees this entry; {others} go without '{key}'. Move it to [global] if "
            "they should have it too.",
            section=section,
            others=listed([f"'pip {command}'" for command in left[:3]]),
            key=setting.key,
        ),
        evidence=(Evidence(tr("A command reads [global] and its own section."), tr("pip's cli/parser.py")),),
        offers=(
            Offer(
                "move-to-section",
                title,
                arguments_for(setting, to=GLOBAL),
                lowers_security=opens,
                disabled=_clash(view, setting),
            ),
        ),
    )


def _clash(view: View, setting: Setting) -> str | None:
    """[global] may hold the key with an empty value, which sets nothing but is there."""
    structure = view.document.structure
    if isinstance(structure, PipConf) and any(s.key == setting.key for s in structure.settings_in(GLOBAL)):
        return tr("[global] has '{key}' already.", key=setting.key)
    return None


def _search_only(view: View, setting: Setting) -> Diagnosis:
    taken = any(s.key == "index-url" and s.section == setting.section for s in view.document.settings)
    disabled = tr("[global] sets 'index-url' already.") if taken else None
    arguments = arguments_for(setting, to="index-url")
    rename = Offer("rename-key", tr("Rename it to 'index-url'"), arguments, preferred=True, disabled=disabled)
    says = Evidence(tr("--index is an option of 'pip search' alone."), tr("pip's own option parsers"))
    return Diagnosis(
        setting.key_span,
        tr(
            "Only 'pip search' sees this entry: for every other command the option is called "
            "'index-url'. Rename it if packages should come from there."
        ),
        severity=Severity.WARNING,
        evidence=(says,),
        offers=(rename,),
    )
