"""CA bundles that exist on this machine, for ``cert``."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.view import View

_RANK = 10


def ca_files(view: View, slot: Slot) -> Iterator[Item]:
    """The system's bundle, those that other tools are told of, and pip's own, by their whole paths."""
    for candidate in view.snapshot.ca_candidates:
        yield Item(
            candidate.path,
            ItemKind.FILE,
            slot,
            candidate.path,
            detail=candidate.name,
            rank=_RANK,
            about=About("ca-file", (candidate.path,)),
        )
