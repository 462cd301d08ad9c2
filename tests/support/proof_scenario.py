"""A scenario whose fixes are tried, applied to the files, and then judged by real pip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from piptrust.engine.edits.write import write_changes
from piptrust.engine.finding import Standing
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.workspace import Workspace
from piptrust.probe.candidates.presented_root import confirmed
from piptrust.probe.changes import changes_of
from piptrust.probe.inputs import plan_of
from piptrust.probe.plan import Plan
from piptrust.probe.proof import proved_now
from piptrust.probe.report import ProbeReport, ProvenFix, TargetReport
from piptrust.probe.run import Limits
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.effective import Level, effective
from piptrust.resolve.environment import Environment
from support.pip_verdict import PipVerdict, ask_pip
from support.pips import Python, interpreters
from support.scenario import NEWEST_PIP, Played, run_scenario


@dataclass(frozen=True)
class Proved:
    """A played scenario and its report with fixes."""

    played: Played
    report: ProbeReport
    snapshot: Snapshot
    python: Python
    folder: Path

    def target(self, host: str) -> TargetReport:
        return next(t for t in self.report.targets if t.target.host == host)

    def fix(self, title: str, host: str = "index.test") -> ProvenFix:
        """The fix of a host whose title contains ``title``."""
        fixes = self.target(host).fixes
        found = [f for f in fixes if title in f.offer.title]
        assert found, [(f.offer.title, f.standing, f.note) for f in fixes]
        return found[0]

    def apply(self, fix: ProvenFix, fingerprint: str = "") -> list[str]:
        """Writes what the fix changes; the paths."""
        offer = confirmed(fix.offer, fingerprint) if fingerprint else fix.offer
        changes = changes_of(offer, fix.uri, fix.finding, self.snapshot, OsDisk())
        return write_changes(changes, self.snapshot)

    def ask_pip(self, variables: Mapping[str, str | None] | None = None) -> PipVerdict:
        """What real pip makes of it by now, with variables changed (None: unset)."""
        given = {**self.played.environment.variables, **(variables or {})}
        kept = {name: value for name, value in given.items() if value is not None}
        return ask_pip(self.python, kept, self.folder)


def prove_scenario(
    folder: Path,
    index_url: str,
    *,
    config: str = "",
    variables: Mapping[str, str] | None = None,
    pip: str = NEWEST_PIP,
    python: Python | None = None,
) -> Proved:
    """Plays the scenario and tries its fixes; see ``run_scenario``."""
    python = python or [p for p in interpreters() if p.can_run(pip)][-1]
    played = run_scenario(folder, index_url, config=config, variables=variables, pip=pip, python=python)
    snapshot = _snapshot(played.environment)
    report = proved_now(
        played.report,
        played.plan,
        snapshot,
        OsDisk(),
        _now,
        data_folder=str(folder / "data"),
        limits=Limits(per_target=2),
        replan=_replan,
    )
    return Proved(played, report, snapshot, python, folder)


def standings(target: TargetReport) -> list[tuple[str, Standing]]:
    return [(fix.offer.fix, fix.standing) for fix in target.fixes]


def _snapshot(environment: Environment) -> Snapshot:
    """As real pip here sees it: only the files below HOME."""
    snapshot = Workspace(environment, OsDisk(), _now).snapshot()
    below_home = tuple(f for f in snapshot.configuration if f.level is Level.USER)
    return replace(snapshot, configuration=below_home)


def _replan(snapshot: Snapshot) -> Plan:
    """For ``pip download``, which real pip runs here."""
    environment = snapshot.environment
    settings = effective(snapshot.configuration, environment.variables, "download", environment.pip_version)
    return Plan(settings, environment, plan_of(snapshot).trusted)


def _now() -> datetime:
    return datetime.now(timezone.utc)
