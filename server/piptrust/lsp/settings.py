"""The settings ``piptrust.*``, from whatever a client sends. docs/protocol.md describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from piptrust.engine.analyze import Selection
from piptrust.engine.finding import Severity
from piptrust.engine.rule import rule_named
from piptrust.text.records import dataclass, field

SECTION = "piptrust"
_OFF = "off"
_SEVERITIES: dict[str, Severity] = {severity.word: severity for severity in Severity}


@dataclass(frozen=True)
class Settings:
    """What a user can set, for one folder.

    Attributes:
        enable: whether there are diagnostics at all.
        interpreter: the Python whose pip is meant; None to look for it.
        selection: which rules run, and how severe they are.
        complaints: what was wrong with the settings, in the user's terms.
    """

    enable: bool = True
    interpreter: str | None = None
    selection: Selection = field(default_factory=Selection)
    complaints: tuple[str, ...] = ()


def parse_settings(raw: object) -> Settings:
    """Settings from JSON; whatever is not as it should be counts as not set and is complained about.

    ``raw`` is the object of the section, or one that holds it under ``piptrust``.
    """
    if raw is None:
        return Settings()
    if not isinstance(raw, Mapping):
        return Settings(complaints=("the settings of piptrust are no object; they were ignored",))
    values = cast("Mapping[str, Any]", raw)
    if isinstance(values.get(SECTION), Mapping):
        values = cast("Mapping[str, Any]", values[SECTION])
    complaints: list[str] = []
    enable, interpreter = True, None
    selection = Selection()
    for name, value in values.items():
        if value is None or name in _NOT_SETTINGS:
            continue
        if name == "enable" and isinstance(value, bool):
            enable = value
        elif name == "interpreter" and isinstance(value, str):
            interpreter = value.strip() or None
        elif name == "rules" and isinstance(value, Mapping):
            selection = _selection(cast("Mapping[str, Any]", value), complaints)
        elif name == "probe" and isinstance(value, Mapping):
            continue
        elif name in _EXPECTED:
            complaints.append(f"{SECTION}.{name} must be {_EXPECTED[name]}; it was ignored")
        else:
            complaints.append(f"there is no setting {SECTION}.{name}")
    return Settings(enable, interpreter, selection, tuple(complaints))


_EXPECTED = {
    "enable": "true or false",
    "interpreter": "the path of a Python interpreter",
    "rules": "an object of rule names and severities",
    "probe": "an object",
}
# Stands beside the settings in initializationOptions; "trace" belongs to the client.
_NOT_SETTINGS = frozenset({"workspaceTrusted", "trace"})


def _selection(rules: Mapping[str, Any], complaints: list[str]) -> Selection:
    off: set[str] = set()
    severities: dict[str, Severity] = {}
    for name, value in rules.items():
        if rule_named(name) is None:
            complaints.append(f"{SECTION}.rules: there is no rule '{name}'")
        elif value == _OFF:
            off.add(name)
        elif isinstance(value, str) and value in _SEVERITIES:
            severities[name] = _SEVERITIES[value]
        else:
            allowed = ", ".join([_OFF, *_SEVERITIES])
            complaints.append(f"{SECTION}.rules: '{name}' must be one of {allowed}")
    return Selection(off=frozenset(off), severities=severities)
