"""``textDocument/codeLens``: above the settings that name places, when these were checked, and "check again".

The words are left to ``codeLens/resolve``. The command is the server's own ``piptrust.server.probe``, which every
client can run. ``piptrust.codeLens.enable`` switches the lenses off; there are none where no probe may run.

Example:
    A lens over `index-url`, without words until it is resolved.

Test: tests/lsp/test_glance.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.glance.lenses import lens_settings
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_CODE_LENS)
def code_lens(session: Session, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    settings = document.folder.settings
    if not settings.glance.lenses or not settings.probes or not document.folder.workspace.trusted:
        return None
    return [
        types.CodeLens(
            to_range(document.index, setting.key_span, session.client.encoding),
            data={"uri": document.uri, "key": setting.key, "start": setting.key_span.start},
        )
        for setting in lens_settings(session.view(document).document)
    ]
