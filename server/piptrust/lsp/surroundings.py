"""Folders and installed projects, looked at aside and kept for a moment: never on the way of a keystroke."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Hashable, Sequence
from typing import Any, Callable, TypeVar, cast

from piptrust.engine.completions.look import installed_projects, list_folder, read_metadata
from piptrust.engine.completions.surroundings import Listing, Project
from piptrust.lsp.aside import aside
from piptrust.resolve.environment import Interpreter

_Value = TypeVar("_Value")

PATIENCE = 0.25
"""Seconds that an answer waits for what it could hold; after that it says that it is incomplete."""
_FRESH = 2.0
_KEPT = 64
# A folder on a server that does not answer holds its thread for as long as it likes.
_MOST_AT_ONCE = 4


class Looks:
    """What was looked at for one session, by question; each question is asked once at a time."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[float, Any]] = {}
        self._running: dict[Hashable, asyncio.Future[Any]] = {}

    def known(self, question: Hashable) -> tuple[bool, Any]:
        """Whether there is an answer, and the answer, however old."""
        found = self._known.get(question)
        return (False, None) if found is None else (True, found[1])

    def ask(self, question: Hashable, work: Callable[[], Any]) -> asyncio.Future[Any] | None:
        """Looks again, unless that was done just now; None then, and where too much hangs already."""
        found = self._known.get(question)
        if found is not None and time.monotonic() - found[0] < _FRESH:
            return None
        if question in self._running:
            return self._running[question]
        if len(self._running) >= _MOST_AT_ONCE:
            return None
        task = asyncio.ensure_future(self._look(question, work))
        self._running[question] = task
        return task

    async def _look(self, question: Hashable, work: Callable[[], Any]) -> None:
        try:
            answer = await aside(work)
        finally:
            self._running.pop(question, None)
        self._known.pop(question, None)
        self._known[question] = (time.monotonic(), answer)
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]


class Gathered:
    """The surroundings of one request: what is known is told at once, what is not is being looked for."""

    def __init__(self, looks: Looks, interpreter: Interpreter | None) -> None:
        self._looks = looks
        self._interpreter = interpreter
        self._missing: list[asyncio.Future[Any]] = []

    def listing(self, folder: str) -> Listing | None:
        return self._told(("folder", folder), lambda: list_folder(folder))

    def projects(self) -> Sequence[Project] | None:
        # Those of an interpreter that stands in an untrusted folder, or that its settings name, are never asked
        # for: the engine does not come to know it (lsp/folder.py).
        if self._interpreter is None:
            return ()
        folders = self._interpreter.site_packages
        return self._told(("projects", folders), lambda: installed_projects(folders))

    def extras(self, project: Project) -> Sequence[str] | None:
        fields = self._told(("metadata", project.metadata), lambda: read_metadata(project.metadata))
        return None if fields is None else fields.get("provides-extra", ())

    async def arrive(self) -> bool:
        """Waits a moment for what was not known; whether there was anything to wait for."""
        if not self._missing:
            return False
        await asyncio.wait(self._missing, timeout=PATIENCE)
        self._missing.clear()
        return True

    def _told(self, question: Hashable, work: Callable[[], _Value]) -> _Value | None:
        looking = self._looks.ask(question, work)
        is_known, answer = self._looks.known(question)
        if not is_known and looking is not None:
            self._missing.append(looking)
        return cast("_Value", answer) if is_known else None
