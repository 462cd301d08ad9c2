"""Names of sections: ``global``, and pip's commands."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, commands
from piptrust.engine.completions.config_place import KeyPlace, SectionPlace
from piptrust.engine.completions.item import Item, ItemKind, Slot
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.pip_conf import PipConf

_FIRST = (GLOBAL, "install", "download", "wheel", "list", "freeze")
_RANK_OF_OTHERS = len(_FIRST)
_RANK_OF_PRESENT = 90
# Behind the options, where both can stand.
_RANK_ON_EMPTY_LINE = 60


def section_names(view: View, place: SectionPlace) -> Iterator[Item]:
    """The sections that this pip reads; those that the file has come last, since pip refuses a second one."""
    # Only where the bracket stands: an editor types over the one that it closed by itself.
    commit = "]" if place.closed else ""
    for name, rank, detail in _sections(view, place.slot):
        text = name if place.closed else f"{name}]"
        yield Item(name, ItemKind.SECTION, place.slot, text, detail=detail, rank=rank, commit=commit)


def section_headers(view: View, place: KeyPlace) -> Iterator[Item]:
    """Whole headers, for an empty line."""
    for name, rank, detail in _sections(view, place.slot):
        if rank < _RANK_OF_PRESENT:
            rank = rank if place.section is None else rank + _RANK_ON_EMPTY_LINE
            yield Item(f"[{name}]", ItemKind.SECTION, place.slot, f"[{name}]", detail=detail, rank=rank)


def _sections(view: View, slot: Slot) -> Iterator[tuple[str, int, str]]:
    structure = view.document.structure
    assert isinstance(structure, PipConf)
    present = {s.name for s in structure.sections if not s.name_span.start <= slot.caret <= s.name_span.end}
    for name in (GLOBAL, *commands(view.environment.pip_version)):
        if name in present:
            yield name, _RANK_OF_PRESENT, tr("This file has this section already.")
        else:
            rank = _FIRST.index(name) if name in _FIRST else _RANK_OF_OTHERS
            yield name, rank, _read_by(name)


def _read_by(name: str) -> str:
    if name == GLOBAL:
        return tr("read by every command of pip")
    return tr("read by pip {command} only", command=name)
