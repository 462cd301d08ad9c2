"""``textDocument/inlayHint``: who beats a value, what the handshake said, how many certificates a file holds.

Only the settings in the range are looked at. A hint on an overridden value leads to the setting that beats it.
``piptrust.inlayHints`` switches the kinds off; the client is asked to ask again when a probe or another file changes
what they say.

Example:
    Behind `cert = /etc/corp.pem`: "2 certificates · overridden by PIP_CERT"; behind an index:
    "verified · 62 days left".

Test: tests/lsp/test_glance.py
"""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from piptrust.engine.glance.hints import SEPARATOR, Hint, hints, joined
from piptrust.lsp.convert import to_position, to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.locations import location_of
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_INLAY_HINT)
def inlay_hint(session: Session, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    kinds = document.folder.settings.glance.hints
    span = to_span(document.index, params.range, session.client.encoding)
    return [_hint(session, document, hint) for hint in hints(session.view(document), span, kinds)]


def _hint(session: Session, document: OpenDocument, hint: Hint) -> types.InlayHint:
    label: str | list[types.InlayHintLabelPart] = joined(words.text for words in hint.words)
    if any(words.place is not None for words in hint.words):
        label = list(_parts(session, document, hint))
    return types.InlayHint(
        position=to_position(document.index, hint.offset, session.client.encoding),
        label=label,
        tooltip="\n".join(words.tooltip for words in hint.words if words.tooltip) or None,
        padding_left=True,
        # Neovim 0.11 draws lenses on the same line, right behind.
        padding_right=True,
    )


def _parts(session: Session, document: OpenDocument, hint: Hint) -> Iterator[types.InlayHintLabelPart]:
    for words in hint.words:
        if words is not hint.words[0]:
            yield types.InlayHintLabelPart(SEPARATOR)
        place = None if words.place is None else location_of(session, document.folder, words.place)
        yield types.InlayHintLabelPart(words.text, location=place)
