"""Names of projects: what the target interpreter has installed. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.completions.surroundings import Surroundings, canonical_name
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.requirements import RequirementsFile

_RANK, _RANK_OF_PRESENT = 20, 80
_EVERYTHING = (":all:", ":none:")


def projects(view: View, slot: Slot, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """Installed projects, those that this file names already last; and whether there may be more."""
    known = surroundings.projects()
    if known is None:
        return [], True
    present = _present(view, slot)
    items = [
        Item(
            project.name,
            ItemKind.PROJECT,
            slot,
            project.name,
            detail=tr("{version} installed", version=project.version),
            rank=_RANK_OF_PRESENT if canonical_name(project.name) in present else _RANK,
            about=About("project", (project.name, project.metadata)),
        )
        for project in known
    ]
    return items, False


def formats_of_projects(view: View, slot: Slot, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """The same behind ``no-binary`` and its like, which also take everything and nothing."""
    items, incomplete = projects(view, slot, surroundings)
    return [*_everything(slot), *items], incomplete


def _everything(slot: Slot) -> Iterator[Item]:
    details = (tr("every project"), tr("none: takes back what was said before"))
    for text, detail in zip(_EVERYTHING, details):
        yield Item(text, ItemKind.VALUE, slot, text, detail=detail, rank=10)


def _present(view: View, slot: Slot) -> set[str]:
    structure = view.document.structure
    if not isinstance(structure, RequirementsFile):
        return set()
    # One pass over all lines, between two keystrokes: names come from a cache, and none is looked at twice.
    here = structure.line_at(slot.start)
    lines = [*structure.lines[:here], *structure.lines[here + 1 :]]
    requirements = [line.requirement for line in lines if line.requirement is not None]
    return {canonical_name(r.verdict.name) for r in requirements if r.verdict.name}
