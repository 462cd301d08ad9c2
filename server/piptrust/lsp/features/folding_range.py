"""``textDocument/foldingRange``: sections, values and requirements of several lines, blocks of comments.

A requirement folds with its hashes. Where the client takes only so many folds, it gets the first ones.

Example:
    `{"startLine": 6, "endLine": 9, "kind": "region"}` for a requirement with three hashes.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.navigation.folding import folds
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.TEXT_DOCUMENT_FOLDING_RANGE)
def folding_range(session: Session, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    client = session.client
    found: list[types.FoldingRange] = []
    for fold in folds(session.view(document).document)[: client.most_folds]:
        place = to_range(document.index, fold.span, client.encoding)
        kind = types.FoldingRangeKind.Comment if fold.is_comment else types.FoldingRangeKind.Region
        range_ = types.FoldingRange(place.start.line, place.end.line, kind=kind)
        if not client.folds_whole_lines:
            # What is folded away starts behind the first line.
            range_.end_character = place.end.character
        found.append(range_)
    return found
