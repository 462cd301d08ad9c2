"""Answers that are a function of one document, kept until the document is another."""

from __future__ import annotations

from typing import Callable, Generic, TypeVar

from piptrust.parse.document import Document
from piptrust.resolve.environment import Environment

_Answer = TypeVar("_Answer")
# More files than any workspace that is looked at as a whole; beyond, one begins anew.
_MOST_KEPT = 20_000


class KeptByDocument(Generic[_Answer]):
    """Works something out of a document and its environment, once for each state of the two.

    Documents are compared by identity: nothing in them changes, and comparing texts would cost what is saved.
    """

    def __init__(self, work: Callable[[Document, Environment], _Answer]) -> None:
        self._work = work
        self._known: dict[str, tuple[Document, Environment, _Answer]] = {}

    def __call__(self, document: Document, environment: Environment) -> _Answer:
        known = self._known.get(document.uri)
        if known is not None and known[0] is document and known[1] is environment:
            return known[2]
        answer = self._work(document, environment)
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        self._known[document.uri] = (document, environment, answer)
        return answer
