"""What can be written at a caret."""

from __future__ import annotations

from piptrust.engine.completions.allow_comments import allow_comments
from piptrust.engine.completions.config_options import config_options
from piptrust.engine.completions.config_place import CommentPlace, KeyPlace, SectionPlace, config_place
from piptrust.engine.completions.extras import extras
from piptrust.engine.completions.item import Completions, Item
from piptrust.engine.completions.line_options import line_options
from piptrust.engine.completions.markers import markers
from piptrust.engine.completions.paths import PROJECTS, paths, quoted_with
from piptrust.engine.completions.projects import projects
from piptrust.engine.completions.requirements_place import (
    CommentAt,
    ExtraAt,
    MarkerAt,
    OperatorAt,
    OptionNameAt,
    OptionValueAt,
    ProjectAt,
    RequirementsPlace,
    VariableAt,
    VersionAt,
    requirements_place,
)
from piptrust.engine.completions.sections import section_headers, section_names
from piptrust.engine.completions.surroundings import Surroundings
from piptrust.engine.completions.values import config_values, line_values
from piptrust.engine.completions.variables import variables
from piptrust.engine.completions.versions import operators, versions
from piptrust.engine.rule import REQUIREMENTS_FILES
from piptrust.engine.view import View
from piptrust.parse.pip_conf import PipConf

MOST_ITEMS = 300
_RANK_OF_OPTIONS_AMONG_NAMES = 10
_Found = tuple[list[Item], bool]


def complete(view: View, offset: int, surroundings: Surroundings) -> Completions:
    """The items for a caret at ``offset``, in no order; they say themselves how they are to be sorted."""
    structure = view.document.structure
    items: list[Item] = []
    incomplete = False
    if isinstance(structure, PipConf):
        items, incomplete = _in_config(view, offset, surroundings)
    elif view.document.kind in REQUIREMENTS_FILES:
        place = requirements_place(view.document, offset, view.environment.pip_version)
        if place is not None:
            items, incomplete = _in_requirements(view, place, surroundings)
    text = view.document.text
    # An edit of a completion must stay on one line (LSP 3.17, CompletionItem.textEdit).
    items = [item for item in items if not _crosses_lines(text, item)]
    if len(items) <= MOST_ITEMS:
        return Completions(tuple(items), incomplete)
    best = sorted((i for i in items if _matches(i)), key=lambda i: (not _starts(i), i.rank, i.label))
    return Completions(tuple(best[:MOST_ITEMS]), True)


def _in_config(view: View, offset: int, surroundings: Surroundings) -> _Found:
    place = config_place(view.document, offset)
    if place is None:
        return [], False
    if isinstance(place, CommentPlace):
        return list(allow_comments(view, place.slot, place.before)), False
    if isinstance(place, SectionPlace):
        return list(section_names(view, place)), False
    if isinstance(place, KeyPlace):
        # Above the first header pip takes no option.
        items = [] if place.section is None else list(config_options(view, place))
        if place.line_is_empty or place.section is None:
            items.extend(section_headers(view, place))
        return items, False
    return config_values(view, place, surroundings)


def _in_requirements(view: View, place: RequirementsPlace, surroundings: Surroundings) -> _Found:
    if isinstance(place, CommentAt):
        return list(allow_comments(view, place.slot, place.before)), False
    if isinstance(place, VariableAt):
        return list(variables(view, place.slot)), False
    if isinstance(place, ProjectAt):
        names, incomplete = projects(view, place.slot, surroundings)
        if place.line_is_empty:
            names.extend(line_options(view, place.slot, "line", rank=_RANK_OF_OPTIONS_AMONG_NAMES))
        return names, incomplete
    if isinstance(place, ExtraAt):
        return extras(place, surroundings)
    if isinstance(place, OperatorAt):
        return list(operators(view, place)), False
    if isinstance(place, VersionAt):
        return versions(place, surroundings)
    if isinstance(place, MarkerAt):
        return list(markers(view, place)), False
    if isinstance(place, OptionNameAt):
        return list(line_options(view, place.slot, place.place)), False
    if isinstance(place, OptionValueAt):
        return line_values(view, place, surroundings)
    # Local projects start where pip is called.
    return paths(view, place.word, view.environment.cwd, PROJECTS, surroundings, quoted_with(place.quote))


def _crosses_lines(text: str, item: Item) -> bool:
    word = text[item.slot.start : item.slot.end]
    return "\n" in word or "\r" in word


def _matches(item: Item) -> bool:
    """Whether the typed letters stand in the item in their order, as editors compare them."""
    letters = iter((item.filter_text or item.label).lower())
    return all(letter in letters for letter in item.slot.typed.lower())


def _starts(item: Item) -> bool:
    return (item.filter_text or item.label).lower().startswith(item.slot.typed.lower())
