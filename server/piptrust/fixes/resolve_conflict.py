"""Keeps one side of a merge conflict."""

from __future__ import annotations

import re

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span

_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$")


@fix("resolve-conflict")
def resolve_conflict(context: FixContext) -> tuple[Change, ...]:
    """Keeps the ``first`` or the ``second`` side of the conflict whose first marker starts at ``start``."""
    document = context.view.document
    index = document.line_index
    first = index.line_of(int(context.arguments["start"]))
    markers: dict[str, Span] = {}
    for line in range(first, len(index)):
        match = _MARKER.match(document.source(index.line_content(line)).strip())
        if match is None:
            continue
        kind = match.group(1)[0]
        if (kind == "<") != (not markers) or kind in markers:
            break
        markers[kind] = index.line_span(line)
        if kind == ">":
            break
    if not {"<", "=", ">"} <= markers.keys():
        raise FixImpossible(tr("The markers of this conflict are not complete; resolve it by hand."))
    end_of_first = markers.get("|", markers["="])
    if context.arguments["keep"] == "first":
        removed = (markers["<"], Span(end_of_first.start, markers[">"].end))
    else:
        removed = (Span(markers["<"].start, markers["="].end), markers[">"])
    return (EditFile(document.uri, tuple(TextEdit(span, "") for span in removed)),)
