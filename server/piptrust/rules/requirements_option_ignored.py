"""An option that pip reads and does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity, Tag
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
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
_OWN_LINE = mark("Put it on a line of its own.")
_ONE_OF_TWO = mark("Remove one of the two.")
_ADVICE = {
    ON_REQUIREMENT_LINE: _OWN_LINE,
    ON_INCLUDE_LINE: _OWN_LINE,
    FIRST_COUNTS: _OWN_LINE,
    LAST_COUNTS: _ONE_OF_TWO,
    NO_INDEX_COUNTS: _ONE_OF_TWO,
    NO_VALUE: mark("Give it a value, or remove it."),
}


@rule(
    "requirements-option-ignored",
    summary=mark("pip ignores the option because of what else stands on its line"),
    severity=Severity.WARNING,
    kinds=REQUIREMENTS_FILES,
)
def requirements_option_ignored(view: View) -> Iterator[Diagnosis]:
    """A line is a requirement, an include or options (pip 26.3, ``req/req_file.py:handle_line``)."""
    for setting in view.document.settings:
        if setting.ignored is None or setting.ignored == LINE_REFUSED:
            continue
        shown = f"--{setting.key}"
        message = sentences(
            tr("pip ignores {option} here because {reason}.", option=shown, reason=tr(setting.ignored)),
            tr(_ADVICE[setting.ignored]),
        )
        yield Diagnosis(setting.key_span, message, tags=(Tag.UNNECESSARY,), offers=tuple(_offers(setting)))


def _offers(setting: Setting) -> Iterator[Offer]:
    opens = setting.key == "trusted-host"
    movable = setting.ignored in _MOVED
    remove = Offer(
        "remove-setting",
        tr("Remove --{key}, which pip ignores", key=setting.key),
        arguments_for(setting),
        preferred=opens or not movable,
    )
    if not movable:
        yield remove
        return
    title = tr("Move --{key} to a line of its own", key=setting.key)
    if opens:
        title = tr(
            "Move --{key} to a line of its own, which turns certificate checks off for the host (lowers security)",
            key=setting.key,
        )
        yield remove
    yield Offer("own-line", title, arguments_for(setting), lowers_security=opens, preferred=not opens)
    if not opens:
        yield remove
