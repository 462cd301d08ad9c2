"""``textDocument/inlayHint``: who beats a value, what the handshake said, how many certificates a file holds.

Only the settings in the range are looked at. A hint on an overridden value leads to the setting that beats it.
``piptrust.inlayHints`` switches the kinds off; the client is asked to ask again when a probe or another file changes
what they say.

Example:
    Behind ``cert = /etc/corp.pem`` stands how many certificates the file holds.

Test: tests/lsp/test_every_editor.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.glance.hints import Hint, hints
from piptrust.lsp.convert import to_position, to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.places import location_of
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
    label: str | list[types.InlayHintLabelPart] = hint.text
    if hint.place is not None:
        place = location_of(session, document.folder, hint.place)
        label = [types.InlayHintLabelPart(hint.text, location=place)]
    return types.InlayHint(
        position=to_position(document.index, hint.offset, session.client.encoding),
        label=label,
        tooltip=hint.tooltip or None,
        padding_left=True,
    )
