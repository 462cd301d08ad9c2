"""Writes an entry's key in another way."""

from __future__ import annotations

from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change, EditFile, TextEdit


@fix("rename-key")
def rename_key(context: FixContext) -> tuple[Change, ...]:
    """Puts the key ``to`` in the place of the one at ``start``; separator, value and comments stay."""
    document = context.view.document
    setting = setting_at(document, context.arguments)
    key = context.arguments["to"]
    for other in document.settings:
        if other.section == setting.section and other.key == key and other is not setting:
            raise FixImpossible(
                tr(
                    "[{section}] sets '{key}' already, and pip takes no duplicates.",
                    section=setting.section,
                    key=key,
                )
            )
    return (EditFile(document.uri, (TextEdit(setting.key_span, key),)),)
