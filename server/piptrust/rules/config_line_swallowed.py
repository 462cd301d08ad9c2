"""Headers and settings that continue the value above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.data.options import GLOBAL, command_history, history_of
from piptrust.engine.edits.config_repair import structure_of
from piptrust.engine.finding import Offer, Related, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.parse.document import Value
from piptrust.parse.pip_conf import Entry, normalize_key

# An IPv6 address may stand in brackets in a list of hosts, so a header is a plain word.
_HEADER = re.compile(r"\[(?P<name>[A-Za-z-]+)\]$")
# A port follows a colon without a blank: 'proxy:8080' is a host.
_SETTING = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]*)(?:\s*=|\s*:\s|\s*:$)")
# Their values are themselves of the form name=value.
_TAKE_PAIRS = frozenset(
    {"config-settings", "config-setting", "global-option", "build-option", "install-option"}
)


@rule(
    "config-line-swallowed",
    summary=mark(
        "a section header or setting is indented so that pip takes it for a part of the value above"
    ),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def config_line_swallowed(view: View) -> Iterator[Diagnosis]:
    """A line that is indented deeper than the key above it continues that key's value (``configparser``)."""
    for entry in structure_of(view.document).entries:
        continued = _continuation(view, entry)
        place = next((i for i, line in enumerate(continued) if _what(line)), None)
        if place is not None and entry.setting.key not in _TAKE_PAIRS:
            yield _diagnosis(view, entry, continued[place], continued[place + 1 :])


def _continuation(view: View, entry: Entry) -> tuple[Value, ...]:
    """The value's lines below that of the key, and deeper: behind a broken line, others may be part of it."""
    position = view.document.line_index.position
    line, column = position(entry.setting.key_span.start)
    places = ((value, position(value.span.start)) for value in entry.lines)
    return tuple(value for value, place in places if place[0] > line and place[1] > column)


def _diagnosis(view: View, entry: Entry, line: Value, rest: tuple[Value, ...]) -> Diagnosis:
    key, what = entry.setting.key, _what(line)
    if len(rest) == 1:
        what = tr("{what} and the line below it", what=what)
    elif rest:
        what = ntr(
            "{what} and the {number} line below it",
            "{what} and the {number} lines below it",
            len(rest),
            what=what,
        )
    message = tr(
        "{pip} takes {what} for a part of the value of '{key}', because it is indented deeper than '{key}'. "
        "Move it to the left.",
        pip=view.environment.pip_name,
        what=what,
        key=key,
    )
    title = tr("Move {what} to the left, out of '{key}'", what=_what(line), key=key)
    arguments = {"start": str(line.span.start)}
    offer = Offer("unindent", title, arguments, safe=all(map(_what, rest)), preferred=True)
    related = Related(
        view.document.uri, entry.setting.key_span, tr("the value of '{key}' starts here", key=key)
    )
    return Diagnosis(line.span, message, related=(related,), offers=(offer,))


def _what(line: Value) -> str:
    """What a line looks like that is but a part of a value; empty where it looks like one."""
    header = _HEADER.match(line.text)
    if header is not None:
        name = header.group("name").lower()
        known = name in {GLOBAL, "default"} or command_history(name) is not None
        return tr("this section header") if known else ""
    setting = _SETTING.match(line.text)
    known = setting is not None and history_of(normalize_key(setting.group("name"))) is not None
    return tr("this setting") if known else ""
