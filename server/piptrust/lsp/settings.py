"""The settings ``piptrust.*``, from whatever a client sends. docs/protocol.md describes them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, cast

from piptrust.engine.analyze import Selection
from piptrust.engine.finding import Severity
from piptrust.engine.rule import rule_named
from piptrust.locale import mark, tr
from piptrust.lsp.glance_settings import EXPECTED as EXPECTED_OF_GLANCE
from piptrust.lsp.glance_settings import GlanceSettings, parse_glance
from piptrust.text.records import dataclass, field

SECTION = "piptrust"
PROBE_SWITCH = "PIPTRUST_PROBE"
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
        probes: whether handshakes are made in the background.
        probe_timeout: seconds for each connection.
        glance: what is shown unasked.
    """

    enable: bool = True
    interpreter: str | None = None
    selection: Selection = field(default_factory=Selection)
    complaints: tuple[str, ...] = ()
    probes: bool = True
    probe_timeout: float = 5.0
    glance: GlanceSettings = field(default_factory=GlanceSettings)


def parse_settings(raw: object) -> Settings:
    """Settings from JSON; whatever is not as it should be counts as not set and is complained about.

    ``raw`` is the object of the section, or one that holds it under ``piptrust``. An empty list counts as an empty
    object: Lua has one empty table for both, and Neovim sends that as a list.
    """
    if raw is None or raw == []:
        return Settings(probes=not switched_off())
    if not isinstance(raw, Mapping):
        complaint = tr("the settings of piptrust are no object; they were ignored")
        return Settings(complaints=(complaint,), probes=not switched_off())
    values = cast("Mapping[str, Any]", raw)
    if isinstance(values.get(SECTION), Mapping):
        values = cast("Mapping[str, Any]", values[SECTION])
    complaints: list[str] = []
    enable, interpreter = True, None
    selection = Selection()
    probes, timeout = True, 5.0
    for name, value in values.items():
        if value is None or value == [] or name in _NOT_SETTINGS:
            continue
        if name == "enable" and isinstance(value, bool):
            enable = value
        elif name == "interpreter" and isinstance(value, str):
            interpreter = value.strip() or None
        elif name == "rules" and isinstance(value, Mapping):
            selection = _selection(cast("Mapping[str, Any]", value), complaints)
        elif name == "probe" and isinstance(value, Mapping):
            probes, timeout = _probe(cast("Mapping[str, Any]", value), complaints)
        elif name in EXPECTED_OF_GLANCE and isinstance(value, Mapping):
            pass
        elif name in _EXPECTED:
            complaints.append(_not_as_expected(f"{SECTION}.{name}", tr(_EXPECTED[name])))
        else:
            complaints.append(tr("there is no setting {name}", name=f"{SECTION}.{name}"))
    glance = parse_glance(values, complaints)
    probes = probes and not switched_off()
    return Settings(enable, interpreter, selection, tuple(complaints), probes, timeout, glance)


def switched_off() -> bool:
    """Whether PIPTRUST_PROBE=off forbids probes, for machines on which nothing may connect."""
    return os.environ.get(PROBE_SWITCH, "").lower() in {"off", "0", "no", "false"}


def _probe(values: Mapping[str, Any], complaints: list[str]) -> tuple[bool, float]:
    probes, timeout = True, 5.0
    for name, value in values.items():
        if name == "enable" and isinstance(value, bool):
            probes = value
        elif name == "timeout" and isinstance(value, (int, float)) and 0.1 <= value <= 600:
            timeout = float(value)
        elif name in {"enable", "timeout"}:
            wanted = tr("true or false") if name == "enable" else tr("seconds from 0.1 to 600")
            complaints.append(_not_as_expected(f"{SECTION}.probe.{name}", wanted))
        else:
            complaints.append(tr("there is no setting {name}", name=f"{SECTION}.probe.{name}"))
    return probes, timeout


def _not_as_expected(name: str, wanted: str) -> str:
    return tr("{name} must be {wanted}; it was ignored", name=name, wanted=wanted)


_EXPECTED = {
    "enable": mark("true or false"),
    "interpreter": mark("the path of a Python interpreter"),
    "rules": mark("an object of rule names and severities"),
    "probe": mark("an object"),
    **EXPECTED_OF_GLANCE,
}
# Stands beside the settings in initializationOptions; "trace" belongs to the client.
_NOT_SETTINGS = frozenset({"workspaceTrusted", "trace"})


def _selection(rules: Mapping[str, Any], complaints: list[str]) -> Selection:
    off: set[str] = set()
    severities: dict[str, Severity] = {}
    for name, value in rules.items():
        if rule_named(name) is None:
            complaints.append(
                tr("{setting}: there is no rule '{name}'", setting=f"{SECTION}.rules", name=name)
            )
        elif value == _OFF:
            off.add(name)
        elif isinstance(value, str) and value in _SEVERITIES:
            severities[name] = _SEVERITIES[value]
        else:
            allowed = ", ".join([_OFF, *_SEVERITIES])
            complaints.append(
                tr(
                    "{setting}: '{name}' must be one of {allowed}",
                    setting=f"{SECTION}.rules",
                    name=name,
                    allowed=allowed,
                )
            )
    return Selection(off=frozenset(off), severities=severities)
