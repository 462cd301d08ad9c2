"""Extras of an installed project, as its own metadata names them."""

from __future__ import annotations

from piptrust.engine.completions.item import About, Item, ItemKind
from piptrust.engine.completions.requirements_place import ExtraAt
from piptrust.engine.completions.surroundings import Surroundings, canonical_name


def extras(place: ExtraAt, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """The extras, and whether there may be more; none for a project that is not installed."""
    known = surroundings.projects()
    wanted = canonical_name(place.project)
    project = next((p for p in known or () if canonical_name(p.name) == wanted), None)
    if project is None:
        return [], known is None
    names = surroundings.extras(project)
    about = About("project", (project.name, project.metadata))
    items = [Item(n, ItemKind.VALUE, place.slot, n, rank=10, about=about) for n in names or ()]
    return items, names is None
