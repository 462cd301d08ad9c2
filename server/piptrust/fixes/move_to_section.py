"""Carries an entry to the section in which pip reads it."""

from __future__ import annotations

from piptrust.engine.edits.config import readable
from piptrust.engine.edits.sections import move_entries
from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, fix
from piptrust.text.edit import Change, EditFile


@fix("move-to-section")
def move_to_section(context: FixContext) -> tuple[Change, ...]:
    """Moves the entry whose key stands at ``start`` to the end of the section ``to``."""
    document = context.view.document
    setting = setting_at(document, context.arguments)
    edits = move_entries(document, readable(document), [setting], context.arguments["to"])
    return (EditFile(document.uri, edits),)
