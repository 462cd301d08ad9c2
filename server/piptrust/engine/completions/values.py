"""Values of options, by the type that pip gives them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from piptrust.data.options import GLOBAL, Conversion, Option, commands, option_named
from piptrust.engine.completions import paths as path_items
from piptrust.engine.completions.addresses import addresses
from piptrust.engine.completions.ca_files import ca_files
from piptrust.engine.completions.config_place import ValuePlace
from piptrust.engine.completions.hosts import hosts
from piptrust.engine.completions.item import Item, ItemKind, Slot
from piptrust.engine.completions.paths import Wanted, as_is, one_word, paths, quoted_with
from piptrust.engine.completions.projects import formats_of_projects
from piptrust.engine.completions.requirements_place import OptionValueAt
from piptrust.engine.completions.surroundings import Surroundings
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.text.uri import uri_to_path

_ADDRESSES = frozenset({"index-url", "pypi-url", "extra-index-url"})
_PROJECT_LISTS = frozenset({"no-binary", "only-binary", "all-releases", "only-final"})
_HASHES = ("sha256:", "sha384:", "sha512:")
_MOST_COUNTED = 3
_PATHS_BY_KEY = {
    "cert": path_items.CERTIFICATES,
    "client-cert": path_items.CERTIFICATES,
    "requirement": path_items.INCLUDES,
    "constraint": path_items.INCLUDES,
    "build-constraint": path_items.INCLUDES,
    "editable": path_items.PROJECTS,
    "find-links": path_items.LINKS,
}


def config_values(view: View, place: ValuePlace, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """What can be written as a value in a pip.conf, and whether there may be more."""
    pip = view.environment.pip_version
    section = place.section if place.section in commands(pip) else GLOBAL
    option = option_named(place.key, section, pip)
    if option is None:
        return [], False
    slot = place.word if option.multi_value else place.whole
    write = one_word if option.multi_value else as_is
    items = list(_typed(view, option, slot, place.others))
    # Relative paths in a configuration file start in the folder in which pip is called.
    wanted = _paths_of(option)
    if wanted is not None:
        found, incomplete = paths(view, slot, view.environment.cwd, wanted, surroundings, write)
        return [*items, *found], incomplete
    if place.key in _PROJECT_LISTS:
        return formats_of_projects(view, _behind_comma(slot), surroundings)
    return items, False


def line_values(view: View, place: OptionValueAt, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """What can be written as an option's value in a requirements file, and whether there may be more."""
    key, slot = place.option.key, place.slot
    if key in _PROJECT_LISTS:
        return formats_of_projects(view, _behind_comma(slot), surroundings)
    items: list[Item] = []
    if key == "trusted-host":
        items.extend(hosts(view, slot, _given(view, key)))
    elif key in _ADDRESSES or key == "find-links":
        items.extend(addresses(view, slot, _given(view, key)))
    elif key == "hash":
        items.extend(Item(text, ItemKind.VALUE, slot, text) for text in _HASHES)
    else:
        items.extend(_choices(place.option.choices, slot, ()))
    wanted = _PATHS_BY_KEY.get(key)
    if wanted is None or "://" in slot.typed:
        return items, False
    # Includes and find-links start at the file's own folder, everything else where pip is called.
    folder = (uri_to_path(view.document.uri) or "").rpartition("/")[0] or view.environment.cwd
    base = view.environment.cwd if key == "editable" else folder
    found, incomplete = paths(view, slot, base, wanted, surroundings, quoted_with(place.quote))
    own = (uri_to_path(view.document.uri) or "").rpartition("/")[2]
    if base == folder and "/" not in slot.typed:
        # A file cannot include itself.
        found = [item for item in found if item.label != own]
    return [*items, *found], incomplete


def _typed(view: View, option: Option, slot: Slot, others: Collection[str]) -> Iterator[Item]:
    key = option.keys[0]
    if key == "trusted-host":
        yield from hosts(view, slot, others)
    elif key in _ADDRESSES or key == "find-links":
        yield from addresses(view, slot, others)
    elif key == "cert":
        yield from ca_files(view, slot)
    elif key == "no-cache-dir":
        # Any boolean that pip can read switches the cache off (pip 26.3, cmdoptions.py:_handle_no_cache_dir).
        yield Item("true", ItemKind.VALUE, slot, "true", detail=tr("as any other value would"), rank=10)
    elif option.conversion is Conversion.BOOLEAN:
        yield from _booleans(option, slot)
    elif option.conversion is Conversion.COUNT:
        for number in range(_MOST_COUNTED + 1):
            yield Item(str(number), ItemKind.VALUE, slot, str(number), rank=10)
    elif option.choices:
        yield from _choices(option.choices, slot, others, str(option.default or ""))
    elif option.conversion in {Conversion.INTEGER, Conversion.FLOAT} and option.default is not None:
        text = f"{option.default:g}" if isinstance(option.default, float) else str(option.default)
        yield Item(text, ItemKind.VALUE, slot, text, detail=tr("pip's default"), rank=10)


def _booleans(option: Option, slot: Slot) -> Iterator[Item]:
    details = ("", "")
    if option.inverted:
        # The value itself is what pip stores, so that "yes" leaves the thing on (pip 26.3, cli/parser.py).
        details = (tr("pip takes this to mean the opposite of the name"), tr("what the name says"))
    for text, detail, rank in (("true", details[0], 10), ("false", details[1], 11)):
        yield Item(text, ItemKind.VALUE, slot, text, detail=detail, rank=rank)
    for text, detail, rank in (("yes", details[0], 12), ("no", details[1], 13)):
        yield Item(text, ItemKind.VALUE, slot, text, detail=detail, rank=rank)


def _choices(
    choices: tuple[str, ...], slot: Slot, others: Collection[str], default: str = ""
) -> Iterator[Item]:
    for number, text in enumerate(choices):
        rank = 80 if text in others else 10 + min(number, 60)
        detail = tr("pip's default") if text == default else ""
        yield Item(text, ItemKind.VALUE, slot, text, detail=detail, rank=rank)


def _paths_of(option: Option) -> Wanted | None:
    known = _PATHS_BY_KEY.get(option.keys[0])
    if known is not None:
        return known
    return path_items.ANYTHING if option.conversion is Conversion.PATH else None


def _given(view: View, key: str) -> set[str]:
    return {setting.value for setting in view.document.settings_named(key)}


def _behind_comma(slot: Slot) -> Slot:
    """The last of a list that commas separate."""
    typed = slot.typed.rpartition(",")[2]
    return Slot(slot.caret - len(typed), slot.caret, slot.end, typed)
