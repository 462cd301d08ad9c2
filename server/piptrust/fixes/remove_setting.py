"""Takes a whole entry out of a file."""

from __future__ import annotations

from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, fix
from piptrust.text.edit import Change, EditFile, TextEdit


@fix("remove-setting")
def remove_setting(context: FixContext) -> tuple[Change, ...]:
    """Removes the entry whose key stands at ``start``, with all lines of its value.

    Comments above it stay: whether they speak of it alone is not for us to say.
    """
    document = context.view.document
    setting = setting_at(document, context.arguments)
    return (EditFile(document.uri, (TextEdit(setting.span, ""),)),)
