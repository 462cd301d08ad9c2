"""Every request that the server answers about a document, with parameters: a new feature needs an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lsprotocol import types

from piptrust.lsp.feature import all_features

Position = dict[str, int]
Params = dict[str, Any]
_OPTIONS = {"tabSize": 4, "insertSpaces": True}


def _at(uri: str, place: Position, whole: Params) -> Params:
    del whole
    return {"textDocument": {"uri": uri}, "position": place}


def _of(uri: str, place: Position, whole: Params) -> Params:
    del place, whole
    return {"textDocument": {"uri": uri}}


def _over(**further: Any) -> Callable[[str, Position, Params], Params]:
    def params(uri: str, place: Position, whole: Params) -> Params:
        return {**_of(uri, place, whole), "range": whole, **further}

    return params


def _on_line(uri: str, place: Position, whole: Params) -> Params:
    del whole
    context = {"diagnostics": [], "triggerKind": 1}
    return {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": context}


def _without_document(params: Params) -> Callable[[str, Position, Params], Params]:
    return lambda *_: params


def _shown(uri: str, *_: Params) -> Params:
    arguments = [{"uri": uri, "format": "json"}]
    return {"command": "piptrust.server.showEffective", "arguments": arguments}


def _renamed(uri: str, *_: Params) -> Params:
    return {"files": [{"oldUri": uri, "newUri": f"{uri}.renamed"}]}


QUESTIONS: dict[str, Callable[[str, Position, Params], Params]] = {
    types.TEXT_DOCUMENT_CODE_ACTION: _on_line,
    types.TEXT_DOCUMENT_CODE_LENS: _of,
    types.TEXT_DOCUMENT_COMPLETION: lambda u, p, w: {**_at(u, p, w), "context": {"triggerKind": 1}},
    types.TEXT_DOCUMENT_DEFINITION: _at,
    types.TEXT_DOCUMENT_DIAGNOSTIC: _of,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: _at,
    types.TEXT_DOCUMENT_DOCUMENT_LINK: _of,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _of,
    types.TEXT_DOCUMENT_FOLDING_RANGE: _of,
    types.TEXT_DOCUMENT_FORMATTING: lambda u, p, w: {**_of(u, p, w), "options": _OPTIONS},
    types.TEXT_DOCUMENT_HOVER: _at,
    types.TEXT_DOCUMENT_INLAY_HINT: _over(),
    types.TEXT_DOCUMENT_PREPARE_RENAME: _at,
    types.TEXT_DOCUMENT_RANGE_FORMATTING: _over(options=_OPTIONS),
    types.TEXT_DOCUMENT_RANGES_FORMATTING: lambda u, p, w: {
        **_of(u, p, w),
        "ranges": [w],
        "options": _OPTIONS,
    },
    types.TEXT_DOCUMENT_REFERENCES: lambda u, p, w: {**_at(u, p, w), "context": {"includeDeclaration": True}},
    types.TEXT_DOCUMENT_RENAME: lambda u, p, w: {**_at(u, p, w), "newName": "renamed.example"},
    types.TEXT_DOCUMENT_SELECTION_RANGE: lambda u, p, w: {**_of(u, p, w), "positions": [p]},
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: _of,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: _over(),
    types.WORKSPACE_DIAGNOSTIC: _without_document({"previousResultIds": []}),
    types.WORKSPACE_SYMBOL: _without_document({"query": "a"}),
    types.WORKSPACE_EXECUTE_COMMAND: _shown,
    types.WORKSPACE_WILL_RENAME_FILES: _renamed,
}
RESOLVED_BY = {
    types.CODE_ACTION_RESOLVE: types.TEXT_DOCUMENT_CODE_ACTION,
    types.CODE_LENS_RESOLVE: types.TEXT_DOCUMENT_CODE_LENS,
    types.COMPLETION_ITEM_RESOLVE: types.TEXT_DOCUMENT_COMPLETION,
}
"""Requests that take an item of another one's answer."""
BY_STATE = {types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA}
"""Answers that depend on what the client has; ``test_glance.py`` compares these with the whole."""


def registered_requests() -> list[str]:
    """Every method of the protocol that is registered and wants an answer."""
    return sorted(
        method
        for method in all_features()
        if method in types.METHOD_TO_TYPES and types.METHOD_TO_TYPES[method][1] is not None
    )


def questions(uri: str, place: Position, end: Position) -> Iterator[tuple[str, Params]]:
    """Method and parameters of everything that can be asked of the document at this place."""
    whole = {"start": {"line": 0, "character": 0}, "end": end}
    for method in registered_requests():
        if method not in RESOLVED_BY and method not in BY_STATE:
            assert method in QUESTIONS, f"tests/lsp/walk.py has no parameters for {method}"
            yield method, QUESTIONS[method](uri, place, whole)


def items(answer: Any) -> list[Any]:
    """The items of an answer that can be resolved, at most a few."""
    found = answer.get("items", []) if isinstance(answer, dict) else answer or []
    return found[:3]


def comparable(answer: Any) -> Any:
    """Without the names of states: two servers call the same state otherwise."""
    if isinstance(answer, dict):
        return {k: comparable(v) for k, v in answer.items() if k not in {"resultId", "version"}}
    if isinstance(answer, list):
        return [comparable(one) for one in answer]
    return answer
