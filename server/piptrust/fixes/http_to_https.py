"""Asks for a URL by https instead of http."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change, EditFile, TextEdit
from piptrust.text.span import Span


@fix("http-to-https")
def http_to_https(context: FixContext) -> tuple[Change, ...]:
    """Changes the scheme of the URL at ``[start, end)``; a port 80 that it writes out goes, too."""
    document = context.view.document
    span = Span(int(context.arguments["start"]), int(context.arguments["end"]))
    url = document.source(span)
    if url[:7].lower() != "http://":
        raise FixImpossible(tr("The URL has changed since this fix was offered."))
    edits = [TextEdit(Span(span.start, span.start + 4), "https")]
    authority_end = min((i for i in (url.find(c, 7) for c in "/?#") if i >= 0), default=len(url))
    if url[:authority_end].endswith(":80"):
        edits.append(TextEdit(Span(span.start + authority_end - 3, span.start + authority_end), ""))
    return (EditFile(document.uri, tuple(edits)),)
