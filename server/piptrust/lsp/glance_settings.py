"""The settings of what is shown unasked: inlay hints, code lenses, semantic tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from piptrust.engine.glance.hints import HintKind
from piptrust.locale import mark, tr
from piptrust.text.records import dataclass

EVERY_HINT = frozenset(HintKind)
EXPECTED = {
    "inlayHints": mark("an object of switches"),
    "codeLens": mark("an object of switches"),
    "semanticTokens": mark("an object of switches"),
}
_SWITCHES = {
    "inlayHints": ("enable", *(kind.value for kind in HintKind)),
    "codeLens": ("enable",),
    "semanticTokens": ("enable",),
}


@dataclass(frozen=True)
class GlanceSettings:
    """What is shown unasked, for one folder.

    Attributes:
        hints: the kinds of inlay hints.
        lenses: whether there are code lenses.
        tokens: whether there are semantic tokens.
    """

    hints: frozenset[HintKind] = EVERY_HINT
    lenses: bool = True
    tokens: bool = True


def parse_glance(values: Mapping[str, Any], complaints: list[str]) -> GlanceSettings:
    """The settings from the object of the section ``piptrust``; what is wrong counts as not set."""
    switches = {name: _switches(name, values.get(name), complaints) for name in _SWITCHES}
    hints = frozenset(kind for kind in HintKind if switches["inlayHints"][kind.value])
    return GlanceSettings(
        hints if switches["inlayHints"]["enable"] else frozenset(),
        switches["codeLens"]["enable"],
        switches["semanticTokens"]["enable"],
    )


def _switches(name: str, raw: object, complaints: list[str]) -> dict[str, bool]:
    found = dict.fromkeys(_SWITCHES[name], True)
    for switch, value in cast("Mapping[str, object]", raw).items() if isinstance(raw, Mapping) else ():
        if value is None:
            continue
        if switch not in found:
            complaints.append(tr("there is no setting {name}", name=f"piptrust.{name}.{switch}"))
        elif isinstance(value, bool):
            found[switch] = value
        else:
            complaints.append(
                tr(
                    "{name} must be {wanted}; it was ignored",
                    name=f"piptrust.{name}.{switch}",
                    wanted=tr("true or false"),
                )
            )
    return found
