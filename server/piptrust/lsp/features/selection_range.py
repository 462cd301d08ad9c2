"""``textDocument/selectionRange``: from a word to its value, its setting, its section and the file.

Example:
    From `a.example` to `a.example:8443`, the line, the whole list, the setting, the section, the file.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.selection import selection
from piptrust.lsp.convert import to_offset, to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_SELECTION_RANGE)
def selection_range(
    session: Session, params: types.SelectionRangeParams
) -> list[types.SelectionRange] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    parsed, encoding = session.view(document).document, session.client.encoding
    found: list[types.SelectionRange] = []
    for position in params.positions:
        range_: types.SelectionRange | None = None
        for span in reversed(selection(parsed, to_offset(document.index, position, encoding))):
            range_ = types.SelectionRange(to_range(document.index, span, encoding), range_)
        assert range_ is not None, "the whole file is around every place"
        found.append(range_)
    return found
