"""Names of environment variables, which pip replaces in requirements files. Their values are never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.completions.item import Item, ItemKind, Slot
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.requirements import RequirementsFile

# pip 26.3, req/req_file.py:ENV_VAR_RE
_NAME = re.compile(r"[A-Z0-9_]+")
_RANK_OF_USED, _RANK_OF_OTHERS = 20, 50


def variables(view: View, slot: Slot) -> Iterator[Item]:
    """Those that requirements files of the folder use, then those that are set."""
    present = view.environment.variables
    used = _used(view, slot)
    for name in sorted({*used, *(n for n in present if _NAME.fullmatch(n))}):
        yield Item(
            f"${{{name}}}",
            ItemKind.VARIABLE,
            slot,
            f"${{{name}}}",
            detail=tr("set here") if present.get(name) else tr("not set here"),
            rank=_RANK_OF_USED if name in used else _RANK_OF_OTHERS,
        )


def _used(view: View, slot: Slot) -> set[str]:
    names: set[str] = set()
    for document in view.snapshot.documents.values():
        structure = document.structure
        if not isinstance(structure, RequirementsFile):
            continue
        for line, start in zip(structure.lines, structure.starts):
            for variable in line.variables:
                # The one that is being written is none that is used.
                if document is not view.document or not variable.span.shifted(start).contains(slot.caret):
                    names.add(variable.text)
    return names
