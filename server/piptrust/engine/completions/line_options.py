"""Names of options in requirements files."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import Option, requirements_file_options
from piptrust.engine.completions.config_options import deprecation, is_deprecated, metavar_of
from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.view import View
from piptrust.locale import tr

_FIRST = (
    "requirement",
    "constraint",
    "editable",
    "index-url",
    "extra-index-url",
    "trusted-host",
    "find-links",
)
# Everybody writes these by their letter.
_SHORT = frozenset({"requirement", "constraint", "editable"})
# A second one changes what the first said, or says it again.
_ONCE = frozenset({"index-url", "no-index", "pre", "prefer-binary", "require-hashes", "no-require-hashes"})
_RANK, _RANK_OF_OTHERS, _RANK_OF_DEPRECATED, _RANK_OF_SET = 10, 30, 70, 80


def line_options(view: View, slot: Slot, place: str, *, rank: int = 0) -> Iterator[Item]:
    """The options that this pip takes at this place: ``line``, ``requirement`` or ``editable``."""
    present = {setting.key for setting in view.document.settings}
    for option in requirements_file_options(place, view.environment.pip_version):
        for spelling in _spellings(option):
            yield _item(option, spelling, slot, place, present, rank)


def _spellings(option: Option) -> Iterator[str]:
    if option.keys[0] in _SHORT:
        yield from (f"-{letter}" for letter in option.short)
    yield f"--{option.keys[0]}"


def _item(option: Option, spelling: str, slot: Slot, place: str, present: set[str], rank: int) -> Item:
    key = option.keys[0]
    text = spelling
    if option.action != "store_true":
        text += "=" if place != "line" and spelling.startswith("--") else " "
    if key == "hash":
        text += "sha256:"
    if key in present and key in _ONCE:
        own_rank, detail = _RANK_OF_SET, tr("set already in this file")
    elif is_deprecated(option):
        own_rank, detail = _RANK_OF_DEPRECATED, deprecation(option)
    else:
        own_rank = _RANK + 2 * _FIRST.index(key) if key in _FIRST else _RANK_OF_OTHERS
        own_rank += spelling.startswith("--")  # The letter first, where it is offered at all.
        detail = f"--{key}" if not spelling.startswith("--") else metavar_of(option)
    return Item(
        spelling,
        ItemKind.OPTION,
        slot,
        text,
        detail=detail,
        rank=own_rank + rank,
        deprecated=is_deprecated(option),
        about=About("option", ("install", key)),
    )
