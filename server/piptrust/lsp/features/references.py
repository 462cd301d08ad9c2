"""``textDocument/references``: everywhere that a host, an index, a CA file, an included file or an option is named.

All configuration and requirements files of all folders are searched, and the configuration files that pip reads
outside them; texts that are not saved yet count as they are on the screen.

Example:
    The caret is on ``a.example`` in a pip.conf: the line of a requirements file that names it as an index
    is among the answers.

Test: tests/lsp/test_every_editor.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.mention import mention_at
from piptrust.engine.navigation.references import references as references_to
from piptrust.lsp.convert import to_offset
from piptrust.lsp.feature import answers
from piptrust.lsp.places import location_of, snapshots_from
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_REFERENCES)
def references(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    view = session.view(document)
    offset = to_offset(document.index, params.position, session.client.encoding)
    mention = mention_at(view.document, view.environment, offset)
    if mention is None:
        return None
    with_declarations = params.context.include_declaration
    found = references_to(snapshots_from(session, document), mention, with_declarations=with_declarations)
    return [location_of(session, document.folder, place) for place in found]
