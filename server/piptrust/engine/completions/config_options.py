"""Names of options in a pip.conf."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, Conversion, Option, commands, options_for
from piptrust.engine.completions.config_place import KeyPlace
from piptrust.engine.completions.item import About, Item, ItemKind
from piptrust.engine.completions.snippets import choice
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Setting

# What people come to such a file for.
_FIRST = (
    "index-url",
    "extra-index-url",
    "trusted-host",
    "cert",
    "client-cert",
    "proxy",
    "find-links",
    "no-index",
    "timeout",
    "retries",
)
_RANK, _RANK_OF_OTHERS, _RANK_OF_DEPRECATED, _RANK_OF_SET = 10, 30, 70, 80


def config_options(view: View, place: KeyPlace) -> Iterator[Item]:
    """The options that this section of this pip sets; what will be gone comes late, what is set last."""
    pip = view.environment.pip_version
    section = place.section if place.section in commands(pip) else GLOBAL
    seen: set[str] = set()
    for option in options_for(section, pip):
        key = option.keys[0]
        if key not in seen:
            seen.add(key)
            yield _item(view, place, option, section)


def _item(view: View, place: KeyPlace, option: Option, section: str) -> Item:
    key = option.keys[0]
    already = _set_already(view, place, option)
    deprecated = is_deprecated(option)
    if already is not None:
        line = view.document.line_index.line_of(already.key_span.start) + 1
        rank, detail = _RANK_OF_SET, tr("set already, in line {line}", line=line)
    elif deprecated:
        rank, detail = _RANK_OF_DEPRECATED, deprecation(option)
    else:
        rank = _RANK + _FIRST.index(key) if key in _FIRST else _RANK_OF_OTHERS
        detail = metavar_of(option)
    return Item(
        key,
        ItemKind.OPTION,
        place.slot,
        key if place.has_separator else f"{key} = ",
        snippet="" if place.has_separator else _snippet(option),
        detail=detail,
        rank=rank,
        deprecated=deprecated,
        about=About("option", (section, key)),
    )


def is_deprecated(option: Option) -> bool:
    """Whether a later pip has it no more, or it only brings back what pip has given up."""
    return option.removed is not None or option.keys[0] == "use-deprecated"


def deprecation(option: Option) -> str:
    if option.removed is None:
        return tr("brings back what pip gives up")
    return tr("gone since pip {version}", version=option.removed)


def metavar_of(option: Option) -> str:
    """What kind of value the option takes, in pip's own word where it has one."""
    if option.conversion is Conversion.BOOLEAN:
        return tr("yes or no")
    if option.choices and len(option.choices) <= 4:
        return " | ".join(option.choices)
    return f"<{option.metavar}>" if option.metavar else ""


def _set_already(view: View, place: KeyPlace, option: Option) -> Setting | None:
    for setting in view.document.settings:
        at_caret = setting.key_span.start <= place.slot.caret <= setting.key_span.end
        if setting.section == place.section and setting.key in option.keys and not at_caret:
            return setting
    return None


def _snippet(option: Option) -> str:
    key = option.keys[0]
    if option.conversion is Conversion.BOOLEAN:
        return f"{key} = {choice(('true', 'false'))}"
    if option.choices and not option.multi_value:
        return f"{key} = {choice(option.choices)}"
    return ""
