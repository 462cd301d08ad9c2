"""The probe in the background of one folder: when it runs, what it leaves behind."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncGenerator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from lsprotocol import types

from piptrust.engine.handshake import Handshake
from piptrust.locale import tr
from piptrust.lsp.aside import aside
from piptrust.lsp.folder import Folder
from piptrust.lsp.session import Session
from piptrust.lsp.status import STATUS, State, state_of, status_of
from piptrust.parse.document import Document
from piptrust.probe.explained import explained
from piptrust.probe.inputs import plan_of, targets_of
from piptrust.probe.observed import observed
from piptrust.probe.plan import Plan
from piptrust.probe.proof import proved
from piptrust.probe.report import ProbeReport
from piptrust.probe.run import AgentFailed, Limits, probe
from piptrust.probe.target import ProbeTarget
from piptrust.render.probe_words import Context

_log = logging.getLogger(__name__)

SETTLING = 0.3
"""Seconds without a further change before a probe starts: one keystroke is not yet a host."""
KEPT = timedelta(minutes=10)
_SLOW = 1.0
_FIRST_RETRY = 30.0
_LAST_RETRY = 600.0


class FolderProbe:
    """Keeps what is known of one folder's handshakes up to date.

    A probe starts when what it depends on has changed, when its result is too old, or on command; after
    network errors again by itself, each time later. A new one ends the one before.
    """

    def __init__(self, session: Session, folder: Folder, one_at_a_time: asyncio.Semaphore) -> None:
        self.folder = folder
        self.report: ProbeReport | None = None
        self._session = session
        self._one_at_a_time = one_at_a_time
        self._task: asyncio.Task[None] | None = None
        self._key: object = None
        self._handshakes: tuple[Handshake, ...] = ()
        self._documents: Mapping[str, Document] = {}
        self._reason = ""
        self._sent: dict[str, Any] | None = None
        self._retry = _FIRST_RETRY
        self._running = False
        self._forced = False
        self._due = 0.0
        self._changed = asyncio.Event()
        self._later: asyncio.Task[None] | None = None

    # Status.

    @property
    def state(self) -> State:
        if not self.folder.workspace.trusted:
            return State.UNTRUSTED
        if not self.folder.settings.probes:
            return State.OFF
        begun = self._task is not None and not self._task.done()
        if self._running or (begun and not self._handshakes):
            return State.CHECKING
        return state_of(self._handshakes)

    def status(self) -> dict[str, Any]:
        folder, report = self.folder, self.report
        environment = folder.workspace.environment
        context = None if report is None else self.context
        return status_of(folder.uri, self.state, environment, report, context, self._reason)

    @property
    def context(self) -> Context:
        """Names who set what, with the files as they were when the report was made."""
        return Context(_now() if self.report is None else self.report.started, self._documents)

    def has_changed(self, uri: str) -> bool:
        """Whether a file holds another text than when the report was made."""
        before, now = (documents.get(uri) for documents in (self._documents, self._present_documents()))
        return (None if before is None else before.text) != (None if now is None else now.text)

    def _present_documents(self) -> Mapping[str, Document]:
        return self.folder.workspace.snapshot().documents

    def tell(self) -> None:
        """Sends the status where it is another than the client knows."""
        status = self.status()
        if status != self._sent:
            self._sent = status
            self._session.server.protocol.notify(STATUS, status)

    # When.

    def look(self, *, delay: float = SETTLING, force: bool = False) -> None:
        """Probes soon, if there is reason to, or in any case where ``force`` says so."""
        if not self.folder.workspace.trusted or not self.folder.settings.probes:
            self.stop()
            self._forget()
            self.tell()
            return
        self._forced = self._forced or force
        self._due = asyncio.get_running_loop().time() + delay
        self._changed.set()
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._work())

    async def made(self) -> None:
        """Until nothing more is to be probed."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def stop(self) -> None:
        for task in (self._task, self._later):
            if task is not None:
                task.cancel()
        self._task = self._later = None
        self._running = False

    def give_up(self) -> None:
        """The person at the editor does not want to wait."""
        self.stop()
        self._reason = tr("The probe was cancelled.")
        self.tell()

    def _forget(self) -> None:
        self.report, self._key, self._reason = None, None, ""
        self._leave(())

    async def _work(self) -> None:
        """Probes until nothing has changed since; one probe at a time, and a new one ends the one before."""
        while self._changed.is_set() or self._forced:
            await self._settle()
            self._changed.clear()
            plan, targets = self._planned()
            key = (plan.environment.interpreter, targets)
            age = _now() - self.report.started if self.report is not None else KEPT
            if not self._forced and key == self._key and age < KEPT:
                continue
            self._key, self._forced = key, False
            await self._until_changed(asyncio.ensure_future(self._probe(plan, targets)), key)
        self.tell()
        self._again_later()

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        while self._due > loop.time():
            await asyncio.sleep(self._due - loop.time())

    async def _until_changed(self, probing: asyncio.Task[None], key: object) -> None:
        try:
            while not probing.done():
                changing = asyncio.ensure_future(self._changed.wait())
                await asyncio.wait([probing, changing], return_when=asyncio.FIRST_COMPLETED)
                changing.cancel()
                if probing.done():
                    break
                await self._settle()
                self._changed.clear()
                plan, targets = self._planned()
                if self._forced or key != (plan.environment.interpreter, targets):
                    self._changed.set()
                    return
        finally:
            if not probing.done():
                probing.cancel()
            await asyncio.wait([probing])
        failure = probing.exception()
        if failure is not None:
            raise failure

    def _again_later(self) -> None:
        """After network errors, each time later."""
        if self.state is not State.UNKNOWN or self.report is None:
            self._retry = _FIRST_RETRY
            return
        delay, self._retry = self._retry, min(self._retry * 2, _LAST_RETRY)

        async def again() -> None:
            await asyncio.sleep(delay)
            self.look(delay=0, force=True)

        if self._later is not None:
            self._later.cancel()
        self._later = asyncio.ensure_future(again())

    # What.

    def _planned(self) -> tuple[Plan, tuple[ProbeTarget, ...]]:
        snapshot = self.folder.workspace.snapshot()
        plan = plan_of(snapshot)
        return plan, targets_of(snapshot, plan)

    async def _probe(self, plan: Plan, targets: tuple[ProbeTarget, ...]) -> None:
        self._running = True
        self.tell()
        documents = self._present_documents()
        try:
            async with self._one_at_a_time, self._progress():
                report = await self._made(plan, targets)
        except AgentFailed as failure:
            self._running, self.report, self._reason = False, None, str(failure)
            self._leave(())
            self.tell()
            return
        finally:
            self._running = False
        self.report, self._reason, self._documents = report, "", documents
        self._leave(observed(report))
        self.tell()

    async def _made(self, plan: Plan, targets: tuple[ProbeTarget, ...]) -> ProbeReport:
        limits = Limits(per_target=self.folder.settings.probe_timeout)
        report = await probe(plan, targets, _now, limits)
        if report.all_verified:
            return report
        workspace = self.folder.workspace
        report = await aside(lambda: explained(report, plan, workspace.disk, report.started))
        return await proved(report, plan, workspace.snapshot(), workspace.disk, _now, limits=limits)

    def _leave(self, handshakes: tuple[Handshake, ...]) -> None:
        """Puts the result where rules and hovers find it, and has the diagnostics worked out anew."""
        if handshakes != self._handshakes:
            self._handshakes = handshakes
            self.folder.workspace.put_handshakes(handshakes)
            self._session.probed(self.folder)

    @contextlib.asynccontextmanager
    async def _progress(self) -> AsyncGenerator[None, None]:
        """Shows progress in clients that can, for probes that take long."""
        if not self._session.client.shows_progress:
            yield
            return
        token = f"piptrust-probe-{uuid.uuid4()}"
        shown = False

        async def begin() -> None:
            nonlocal shown
            await asyncio.sleep(_SLOW)
            server = self._session.server
            await server.window_work_done_progress_create_async(types.WorkDoneProgressCreateParams(token))
            shown = True
            title = tr("Making pip's TLS handshakes")
            server.progress(types.ProgressParams(token, types.WorkDoneProgressBegin(title, cancellable=True)))
            self._session.cancellable[token] = self.give_up

        beginning = asyncio.ensure_future(begin())
        try:
            yield
        finally:
            beginning.cancel()
            self._session.cancellable.pop(token, None)
            if shown:
                self._session.server.progress(types.ProgressParams(token, types.WorkDoneProgressEnd()))


def _now() -> datetime:
    return datetime.now(timezone.utc)
