"""The changes to all of a folder's files that keep what names moving files right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piptrust.engine.moves.in_config import edits_in_config
from piptrust.engine.moves.in_requirements import edits_in_requirements
from piptrust.engine.moves.move import Move
from piptrust.engine.rule import REQUIREMENTS_FILES
from piptrust.engine.snapshot import Snapshot
from piptrust.parse.pip_conf import PipConf
from piptrust.text.edit import EditFile, TextEdit


def edits_for_moves(snapshot: Snapshot, moves: Sequence[Move]) -> Iterator[EditFile]:
    """One change for each document that names a moving file, or moves and names others by relative paths."""
    for document in snapshot.documents.values():
        edits: tuple[TextEdit, ...] = ()
        if isinstance(document.structure, PipConf):
            edits = tuple(edits_in_config(document, snapshot.environment, moves))
        elif document.kind in REQUIREMENTS_FILES:
            edits = tuple(edits_in_requirements(document, moves))
        if edits:
            yield EditFile(document.uri, edits)
