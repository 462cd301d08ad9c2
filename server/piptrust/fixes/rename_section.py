"""Gives a section the name that pip reads."""

from __future__ import annotations

from piptrust.engine.edits.config import readable
from piptrust.engine.edits.sections import move_entries
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.pip_conf import PipConf
from piptrust.text.edit import Change, EditFile, TextEdit


@fix("rename-section")
def rename_section(context: FixContext) -> tuple[Change, ...]:
    """Renames the section whose header stands at ``start`` from ``name`` to ``to``.

    Where a section of the new name exists already the entries move there: pip takes no section twice.
    """
    document = context.view.document
    structure = document.structure
    start, name, to = int(context.arguments["start"]), context.arguments["name"], context.arguments["to"]
    sections = structure.sections if isinstance(structure, PipConf) else ()
    section = next((s for s in sections if s.header_span.start == start and s.name == name), None)
    if section is None:
        raise FixImpossible(tr("The section has changed since this fix was offered."))
    if not any(other.name == to for other in sections):
        return (EditFile(document.uri, (TextEdit(section.name_span, to),)),)
    settings = [entry.setting for entry in section.entries]
    return (EditFile(document.uri, move_entries(document, readable(document), settings, to)),)
