"""``workspace/diagnostic``: diagnostics of all files that matter, opened or not.

These are the folders' own files, those that they include, and the configuration in effect wherever it stands. With a
token for partial results the request stays open and tells what changes, also when a probe has news.

Example:
    ``{"previousResultIds": [], "partialResultToken": "t"}``: parts with ``{"items": [{"kind": "full",
    "uri": "file:///etc/pip.conf", …}]}`` arrive as ``$/progress``; the answer itself comes when the client
    cancels or asks again.

Test: tests/lsp/test_workspace_diagnostics.py
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator
from typing import Union

from lsprotocol import types

from piptrust.locale import tr
from piptrust.lsp.feature import answers
from piptrust.lsp.folder import pause
from piptrust.lsp.progress import Progress, Token
from piptrust.lsp.reports import Report
from piptrust.lsp.session import Session
from piptrust.text.uri import canonical_uri

_Item = Union[types.WorkspaceFullDocumentDiagnosticReport, types.WorkspaceUnchangedDocumentDiagnosticReport]
_MOST_IN_ONE_PART = 50
_SETTLING = 0.2


@answers(types.WORKSPACE_DIAGNOSTIC)
async def workspace_diagnostic(
    session: Session, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """Without a token for partial results it answers once; with one it stays open and tells what changes."""
    if not session.client.pulls:
        return types.WorkspaceDiagnosticReport(items=[])
    pull = _Pull(session, params)
    token = params.partial_result_token
    if token is None:
        session.asks_again = True
        return types.WorkspaceDiagnosticReport(items=await pull.everything())
    if session.end_pull is not None:
        session.end_pull()
    session.end_pull = pull.end
    with contextlib.closing(pull):
        await pull.stream(token)
    return types.WorkspaceDiagnosticReport(items=[])


class _Pull:
    """One request, and what the client knows by now."""

    def __init__(self, session: Session, params: types.WorkspaceDiagnosticParams) -> None:
        self._session = session
        self._progress = Progress(session, params.work_done_token, tr("Checking the files of the workspace"))
        self._told = {canonical_uri(known.uri): known.value for known in params.previous_result_ids}
        self._first = True
        self._over = False
        self._changed = asyncio.Event()

    async def everything(self) -> list[_Item]:
        await self._session.settled()
        with self._progress:
            return [item async for item in self._news()]

    async def stream(self, token: Token) -> None:
        """All that there is, and from then on what changes, until the pull is ended or cancelled."""
        self._session.when_changed.add(self._changed)
        await self._session.settled()
        with self._progress:
            await self._send(token)
        while not self._over:
            await self._changed.wait()
            # One keystroke is seldom alone.
            await asyncio.sleep(0 if self._over else _SETTLING)
            self._changed.clear()
            await self._send(token)

    def end(self) -> None:
        """Another request has taken its place, or the server ends."""
        self._over = True
        self._changed.set()

    def close(self) -> None:
        self._session.when_changed.discard(self._changed)
        if self._session.end_pull == self.end:
            self._session.end_pull = None

    async def _send(self, token: Token) -> None:
        part: list[_Item] = []
        async for item in self._news():
            part.append(item)
            if len(part) == _MOST_IN_ONE_PART:
                self._send_part(token, part)
                part = []
        if part:
            self._send_part(token, part)

    def _send_part(self, token: Token, part: list[_Item]) -> None:
        value = types.WorkspaceDiagnosticReportPartialResult(items=part)
        self._session.server.progress(types.ProgressParams(token, value))

    async def _news(self) -> AsyncIterator[_Item]:
        """Reports of all documents, those left out of which the client knows what there is to know."""
        session = self._session
        paused = time.monotonic()
        there: set[str] = set()
        if self._first:
            for document in list(session.documents.values()):
                there.add(document.key)
                report = session.reports.of_open(document)
                for item in self._item(document.key, report, document.version):
                    yield item
                paused = await pause(paused)
        closed = list(session.reports.closed())
        for number, (key, folder) in enumerate(closed):
            there.add(key)
            report = session.reports.of_closed(key, folder) if folder in session.folders else None
            if report is not None:
                for item in self._item(key, report, None):
                    yield item
            self._progress.report(number, len(closed))
            paused = await pause(paused)
        for key in [key for key in self._told if key not in there and key not in session.documents]:
            del self._told[key]
            yield types.WorkspaceFullDocumentDiagnosticReport(uri=session.client_uri(key), items=[])
        self._first = False

    def _item(self, key: str, report: Report, version: int | None) -> Iterator[_Item]:
        known = self._told.get(key)
        uri = self._session.client_uri(key)
        if known == report.result_id:
            if self._first:
                yield types.WorkspaceUnchangedDocumentDiagnosticReport(uri, report.result_id, version=version)
        elif report.items or known is not None:
            self._told[key] = report.result_id
            yield types.WorkspaceFullDocumentDiagnosticReport(
                uri=uri, items=report.items, result_id=report.result_id, version=version
            )
