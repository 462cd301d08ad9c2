"""``textDocument/references``: everywhere that a host, an index, a CA file, an included file or an option is named.

All configuration and requirements files of all folders are searched, and the configuration files that pip reads
outside them; texts that are not saved yet count as they are on the screen.

Example:
    The caret is on `a.example` in `trusted-host = a.example`: the answer lists the index in the user's pip.conf, and
    `tool @ https://a.example/tool.zip` in a requirements file of another folder.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.mention import mention_at
from piptrust.engine.navigation.references import references as references_to
from piptrust.lsp.convert import to_offset
from piptrust.lsp.feature import answers
from piptrust.lsp.locations import known_documents, location_of
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
    found = references_to(known_documents(session), mention, with_declarations=with_declarations)
    return [location_of(session, document.folder, place) for place in found]
