"""Which setting of a configuration file has no effect because another one has."""

from __future__ import annotations

from piptrust.data.options import GLOBAL, commands
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.parse.kind import FileKind
from piptrust.resolve.effective import ALIASES, Assignment, Origin, why_beaten
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Winner:
    """What beats a setting.

    Attributes:
        origin: who set the value that is in effect.
        value: that value, credentials included: redact it before it is shown.
        command: the pip command for which it does.
        why: the end of a sentence: "… because variables beat files".
    """

    origin: Origin
    value: str
    command: str
    why: str


def winner_over(view: View, setting: Setting) -> Winner | None:
    """What is in effect instead of this setting of the view's document; None where it is in effect itself.

    ``[global]`` is asked about for ``pip install``; a command's section for that command.
    """
    if view.document.kind is not FileKind.PIP_CONF or setting.ignored is not None:
        return None
    command = "install" if setting.section == GLOBAL else setting.section or ""
    if command not in commands():
        return None
    in_effect = view.effective(command).get(ALIASES.get(setting.key, setting.key))
    if in_effect is None:
        return None
    beaten = next((a for a in in_effect.overridden if _is_this(view, a, setting)), None)
    if beaten is None:
        return None
    return Winner(in_effect.origin, in_effect.value, command, why_beaten(in_effect, beaten))


def _is_this(view: View, assignment: Assignment, setting: Setting) -> bool:
    return assignment.origin.setting is setting and assignment.origin.uri == view.document.uri
