"""Work-done progress on a token that a client sent along with its request."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Union

from lsprotocol import types

if TYPE_CHECKING:
    from piptrust.lsp.session import Session

Token = Union[int, str]


class Progress:
    """Begun and ended around the work; says nothing where the client wants to hear nothing."""

    def __init__(self, session: Session, token: Token | None, title: str) -> None:
        self._session = session
        self._token = token
        self._title = title
        self._last = -1

    def __enter__(self) -> Progress:
        self._send(types.WorkDoneProgressBegin(self._title, cancellable=True, percentage=0))
        task = asyncio.current_task()
        if self._token is not None and task is not None:
            # Who cancels the progress cancels the request, which is then answered as cancelled.
            self._session.cancellable[str(self._token)] = task.cancel
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.cancellable.pop(str(self._token), None)
        self._send(types.WorkDoneProgressEnd())

    def report(self, done: int, of: int) -> None:
        """How far the work has come; each percentage is told once."""
        percentage = 100 * done // of if of else 100
        if percentage > self._last:
            self._last = percentage
            self._send(types.WorkDoneProgressReport(percentage=percentage))

    def _send(self, value: object) -> None:
        if self._token is not None:
            self._session.server.progress(types.ProgressParams(self._token, value))
