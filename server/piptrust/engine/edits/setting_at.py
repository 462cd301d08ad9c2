"""How an offer names an entry of the document, and how its builder finds it again."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting


def arguments_for(setting: Setting, **further: str) -> dict[str, str]:
    """The arguments of a fix that is about one entry."""
    return {"start": str(setting.key_span.start), "key": setting.key, **further}


def setting_at(document: Document, arguments: Mapping[str, str]) -> Setting:
    """The entry that the arguments name.

    Raises:
        FixImpossible: it does not stand there any more.
    """
    start = int(arguments["start"])
    for setting in document.settings:
        if setting.key_span.start == start and setting.key == arguments["key"]:
            return setting
    raise FixImpossible(tr("The entry has changed since this fix was offered."))
