"""One workspace folder: its files, its pip, its settings."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from datetime import datetime, timezone
from typing import Callable

from lsprotocol import types

from piptrust.engine.discover import discover_by_folder
from piptrust.engine.environment import candidates, environment_of, machine
from piptrust.engine.workspace import Workspace
from piptrust.lsp.settings import Settings
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.environment import Environment
from piptrust.text.records import replace
from piptrust.text.uri import path_to_uri, uri_to_path

_log = logging.getLogger(__name__)
# Looking through many files shares the only thread with the user's typing.
_LONGEST_STRETCH = 0.004


class Folder:
    """Files that are judged together, for one interpreter.

    Attributes:
        uri: as the client spells it; empty for the place of files that belong to no folder.
        path: its path in the spelling of our URIs, or None.
        settings: in force here.
        workspace: the engine's state.
        revision: counts what may change the findings of documents other than the one that is typed in.
    """

    def __init__(self, uri: str, path: str | None, environment: Environment, trusted: bool) -> None:
        self.uri = uri
        self.path = path
        self.settings = Settings()
        self.revision = 0
        self.workspace = Workspace(environment, OsDisk(), lambda: datetime.now(timezone.utc))
        self.workspace.trusted = trusted
        self._scanning: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._asked_for: object = self

    def holds(self, path: str) -> bool:
        """Whether a file stands in this folder."""
        return self.path is not None and path.startswith(self.path.rstrip("/") + "/")

    def scan(self, changed: Callable[[Folder], None]) -> None:
        """Looks through the folder in the background; calls ``changed`` when its files are known."""
        if self.path is None:
            return
        if self._scanning is not None:
            self._scanning.cancel()
        self._scanning = asyncio.ensure_future(self._scan(self.path, changed))

    def ask_interpreter(self, changed: Callable[[Folder], None]) -> None:
        """Finds out about the interpreter in the background; calls ``changed`` when something is known."""
        wanted = (self.settings.interpreter, self.workspace.trusted)
        if wanted == self._asked_for:
            return
        self._asked_for = wanted
        # The one before is left to end by itself, and its answer dropped: see transport.py on cancelling it.
        self._asking = asyncio.ensure_future(self._ask(wanted, changed))

    def ask_again(self) -> None:
        """The interpreter itself may have changed (another pip, for one)."""
        self._asked_for = self

    async def settled(self) -> None:
        """Until nothing goes on in the background."""
        running = [t for t in (self._scanning, self._asking) if t is not None]
        await asyncio.gather(*running, return_exceptions=True)

    def close(self) -> None:
        self._asked_for = None
        if self._scanning is not None:
            self._scanning.cancel()

    async def _scan(self, path: str, changed: Callable[[Folder], None]) -> None:
        found: list[str] = []
        paused = time.monotonic()
        for paths in discover_by_folder(self.workspace.disk, path):
            for one in paths:
                found.append(one)
                self.workspace.read_ahead(one)
                paused = await pause(paused)
            paused = await pause(paused)
        self.workspace.add_found(path, found)
        changed(self)

    async def _ask(self, wanted: object, changed: Callable[[Folder], None]) -> None:
        try:
            environment = await self._environment()
        except Exception:
            _log.exception("the interpreter could not be asked")
            return
        if wanted == self._asked_for and environment != self.workspace.environment:
            self.workspace.move_to(environment)
            changed(self)

    async def _environment(self) -> Environment:
        """The environment with the interpreter that is set, or found for this folder.

        Nothing is started because an untrusted folder says so, and nothing that stands in it. Settings may come
        from the folder, so the interpreter that they name does not count; and the one that does is started
        elsewhere, because an empty entry of PYTHONPATH, or a version manager, would look into the folder.
        """
        if self.workspace.trusted:
            return await environment_of(self.settings.interpreter, folder=self.path, cwd=self.path)
        present = machine(self.path)
        for candidate in candidates(machine(present.home), None, None):
            if any(self.holds(path) for path in _spellings(candidate.executable)):
                return present
        return replace(await environment_of(cwd=present.home), cwd=present.cwd)


def folder_uris(params: types.InitializeParams) -> list[str]:
    """The folders that the client opened; Helix names one by its path alone."""
    if params.workspace_folders:
        return [folder.uri for folder in params.workspace_folders]
    if params.root_uri:
        return [params.root_uri]
    if params.root_path:
        return [path_to_uri(os.path.normpath(params.root_path))]
    return []


async def pause(since: float) -> float:
    """Lets messages through when this has gone on for long enough."""
    if time.monotonic() - since < _LONGEST_STRETCH:
        return since
    await asyncio.sleep(0)
    return time.monotonic()


def _spellings(path: str) -> tuple[str, ...]:
    """A path as our URIs spell it, as given and with every link but the last followed."""
    parent, name = os.path.split(os.path.normpath(path))
    given = (path, os.path.join(os.path.realpath(parent), name))
    return tuple(uri_to_path(path_to_uri(p)) or p for p in given)
