"""An option that pip reads and does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity, Tag
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.parse.requirement_line import (
    FIRST_COUNTS,
    LAST_COUNTS,
    LINE_REFUSED,
    NO_INDEX_COUNTS,
    NO_VALUE,
    ON_INCLUDE_LINE,
    ON_REQUIREMENT_LINE,
)

_MOVED = {ON_REQUIREMENT_LINE, ON_INCLUDE_LINE, FIRST_COUNTS}
_ADVICE = {
    ON_REQUIREMENT_LINE: "Put it on a line of its own.",
    ON_INCLUDE_LINE: "Put it on a line of its own.",
    FIRST_COUNTS: "Put it on a line of its own.",
    LAST_COUNTS: "Remove one of the two.",
    NO_INDEX_COUNTS: "Remove one of the two.",
    NO_VALUE: "Give it a value, or remove it.",
}


@rule(
    "requirements-option-ignored",
    summary="pip ignores the option because of what else stands on its line",
    severity=Severity.WARNING,
    kinds=REQUIREMENTS_FILES,
)
def requirements_option_ignored(view: View) -> Iterator[Diagnosis]:
    """A line is a requirement, an include or options (pip 26.3, ``req/req_file.py:handle_line``)."""
    for setting in view.document.settings:
        if setting.ignored is None or setting.ignored == LINE_REFUSED:
            continue
        shown = f"--{setting.key}"
        message = f"pip ignores {shown} here because {setting.ignored}. {_ADVICE[setting.ignored]}"
        yield Diagnosis(setting.key_span, message, tags=(Tag.UNNECESSARY,), offers=tuple(_offers(setting)))


def _offers(setting: Setting) -> Iterator[Offer]:
    opens = setting.key == "trusted-host"
    movable = setting.ignored in _MOVED
    remove = Offer(
        "remove-setting",
        f"Remove --{setting.key}, which pip ignores",
        arguments_for(setting),
        preferred=opens or not movable,
    )
    if not movable:
        yield remove
        return
    title = f"Move --{setting.key} to a line of its own"
    if opens:
        title += ", which turns certificate checks off for the host (lowers security)"
        yield remove
    yield Offer("own-line", title, arguments_for(setting), lowers_security=opens, preferred=not opens)
    if not opens:
        yield remove
