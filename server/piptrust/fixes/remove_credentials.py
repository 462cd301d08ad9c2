"""Takes user name and password out of a URL."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.engine.judgement.written_urls import credentials_in
from piptrust.locale import tr
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("remove-credentials")
def remove_credentials(context: FixContext) -> tuple[Change, ...]:
    """Puts ``instead`` in the place of the credentials in ``[start, end)``; without it the ``@`` goes, too.

    The credentials themselves are read here and now: they never travel through the editor.
    """
    document = context.view.document
    start, end = int(context.arguments["start"]), int(context.arguments["end"])
    found = credentials_in(document.source(Span(start, end)))
    if found is None:
        raise FixImpossible(tr("There are no credentials in the URL any more."))
    instead = context.arguments.get("instead", "")
    credentials = found.shifted(start)
    removed = credentials if instead else Span(credentials.start, credentials.end + 1)
    return (EditFile(document.uri, (TextEdit(removed, instead),)),)
