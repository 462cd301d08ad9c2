"""One probe for the command line: what is in effect, the handshakes, the causes, and the fixes tried."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Callable

from piptrust.cli import CommandFailed
from piptrust.engine.environment import current_environment
from piptrust.engine.workspace import Workspace
from piptrust.locale import tr
from piptrust.parse.kind import FileKind, kind_of_chosen
from piptrust.probe.inputs import plan_of, projects_of, uses_of
from piptrust.probe.plan import Plan, plan_targets
from piptrust.probe.report import ProbeReport, TargetReport
from piptrust.probe.run import AgentFailed, Limits, probe
from piptrust.resolve.disk import EntryKind, OsDisk
from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, indexes_in_use
from piptrust.text.records import replace
from piptrust.text.uri import redact

if TYPE_CHECKING:
    from piptrust.probe.real_pip import PipAnswer

CONCURRENCY = 32
# However many hang: the last one's turn has come by then (500 targets, five connections each).
_LEAST_WHOLE = 60.0


def now() -> datetime:
    return datetime.now(timezone.utc)


class Probing:
    """What one run of the command looks at.

    Attributes:
        workspace: the files.
        plan: what decides how pip goes about its requests.
        uses: the places as they are named.
        targets: where to begin.
    """

    def __init__(self, python: str | None, path: str | None, index_urls: Sequence[str]) -> None:
        """Looks everything up.

        Raises:
            CommandFailed: there is no interpreter, nothing at ``path``, or a URL that leads nowhere.
        """
        self.disk = OsDisk()
        self._path, self._index_urls = path, index_urls
        self._look(_environment(python))

    @property
    def environment(self) -> Environment:
        return self.workspace.environment

    def ask_pip(self, report: ProbeReport, timeout: float) -> Mapping[str, PipAnswer]:
        """What the real pip makes of the same places, by target."""
        from piptrust.probe.real_pip import ask_real_pip

        project = next(iter(projects_of(self.workspace.snapshot())), "pip")
        return asyncio.run(ask_real_pip(report, self.plan, self.uses, project, timeout))

    def look_again(self) -> None:
        """After a change on disk."""
        self._look(self.environment)

    def run(self, timeout: float, *, fixes: bool, on_report: Callable[[TargetReport], None]) -> ProbeReport:
        """Probes, explains, and tries repairs.

        Raises:
            CommandFailed: the interpreter gave not a single answer.
        """
        try:
            return asyncio.run(self._run(self._limits(timeout), fixes, on_report))
        except AgentFailed as failure:
            raise CommandFailed(str(failure)) from None

    async def _run(
        self, limits: Limits, fixes: bool, on_report: Callable[[TargetReport], None]
    ) -> ProbeReport:
        report = await probe(self.plan, self.targets, now, limits, on_report)
        if report.all_verified:
            return report
        # Stores and certificates are read only where something is to be explained.
        from piptrust.probe.explained import explained

        report = explained(report, self.plan, self.disk, report.started)
        if not fixes:
            return report
        from piptrust.probe.proof import proved

        return await proved(report, self.plan, self.workspace.snapshot(), self.disk, now, limits=limits)

    def _limits(self, timeout: float) -> Limits:
        turns = -(-len(self.targets) // CONCURRENCY)
        return Limits(timeout, max(_LEAST_WHOLE, turns * timeout * 4), CONCURRENCY)

    def _look(self, environment: Environment) -> None:
        path = os.path.join(environment.cwd, self._path or ".")  # noqa: PTH118 - a name may hold any bytes.
        kind = self.disk.entry(path).kind
        if kind not in {EntryKind.FILE, EntryKind.DIRECTORY}:
            raise CommandFailed(tr("{path}: there is no file or folder that can be read", path=path))
        is_configuration = kind is EntryKind.FILE and kind_of_chosen(path) is FileKind.PIP_CONF
        if is_configuration:
            # As check judges such a file: as if PIP_CONFIG_FILE named it.
            variables = {**environment.variables, "PIP_CONFIG_FILE": os.path.normpath(path)}
            environment = replace(environment, variables=variables)
        self.workspace = Workspace(environment, self.disk, now)
        if kind is EntryKind.DIRECTORY:
            self.workspace.add_folder(os.path.normpath(path))
        elif not is_configuration:
            self.workspace.add_file(os.path.normpath(path), kind_of_chosen(path))
        snapshot = self.workspace.snapshot()
        self.plan = plan_of(snapshot)
        chosen = self._index_urls
        self.uses = chosen_uses(self.plan, chosen) if chosen else uses_of(snapshot, self.plan)
        self.targets = plan_targets(self.plan, self.uses, projects_of(snapshot))


def chosen_uses(plan: Plan, index_urls: Sequence[str]) -> tuple[IndexUse, ...]:
    """Only these indexes, and the file host that goes with pip's default one.

    Raises:
        CommandFailed: a URL that leads nowhere.
    """
    uses: list[IndexUse] = []
    for url in index_urls:
        origin = Origin(Level.COMMAND_LINE, "--index-url")
        setting = Effective("index-url", url, origin)
        found = indexes_in_use({"index-url": setting}, (), plan.environment)
        if not found:
            raise CommandFailed(tr("--index-url {url}: this is no http or https URL", url=redact(url)))
        uses.extend(found)
    return tuple(uses)


def _environment(python: str | None) -> Environment:
    environment = current_environment(python)
    if environment.interpreter is None:
        reason = environment.no_interpreter or tr("No Python was found.")
        raise CommandFailed(
            tr("{reason} Without an interpreter there is no pip to probe for.", reason=reason)
        )
    if environment.interpreter.pip_version is None:
        raise CommandFailed(
            tr(
                "{program} has no pip. Name one that has: --python PYTHON",
                program=environment.interpreter.executable,
            )
        )
    return environment
