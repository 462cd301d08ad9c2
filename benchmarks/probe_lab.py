"""What the benchmarks of the probe share: an index on loopback, and a plan that leads there."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path

_ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(_ROOT / "server"), str(_ROOT / "tests")]

from piptrust.agent.facts import Failure
from piptrust.agent.launch import read_facts
from piptrust.engine.workspace import Workspace
from piptrust.probe.explained import explained
from piptrust.probe.inputs import plan_of
from piptrust.probe.plan import Plan, plan_targets
from piptrust.probe.report import ProbeReport
from piptrust.probe.run import Limits, probe_now
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import indexes_in_use
from support.lab.names import lab_variables


def now() -> datetime:
    return datetime.now(timezone.utc)


def variables(folder: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The whole environment of pip and agent alike."""
    return {**lab_variables(folder), "PIP_CONFIG_FILE": "/dev/null", **(given or {})}


def plan_for(folder: Path, environment_variables: Mapping[str, str]) -> Plan:
    """How this Python's pip would go about it under these variables."""
    facts = read_facts(sys.executable, environment_variables)
    if isinstance(facts, Failure):
        raise RuntimeError(facts.text)
    environment = Environment(
        sys.platform, environment_variables["HOME"], str(folder), environment_variables, facts
    )
    return plan_of(Workspace(environment, OsDisk(), now).snapshot())


def targets_for(plan: Plan, urls: Sequence[str]) -> tuple[ProbeTarget, ...]:
    origin = Origin(Level.COMMAND_LINE, "benchmark")
    uses = [
        use
        for url in urls
        for use in indexes_in_use({"index-url": Effective("index-url", url, origin)}, (), plan.environment)
    ]
    return plan_targets(plan, uses)


def seconds_to_probe(plan: Plan, targets: Sequence[ProbeTarget], *, verified: bool) -> float:
    """Wall-clock seconds from targets to explained verdicts, start of the agent included.

    Raises:
        RuntimeError: the verdicts are not those expected.
    """
    begin = time.perf_counter()
    report = probe_now(plan, targets, now, Limits(per_target=5, concurrency=32))
    if not report.all_verified:
        report = explained(report, plan, OsDisk(), now())
    taken = time.perf_counter() - begin
    _check(report, verified)
    return taken


def _check(report: ProbeReport, verified: bool) -> None:
    if report.all_verified is not verified:
        found = [(t.target.id, t.outcome, t.result and t.result.error) for t in report.targets]
        raise RuntimeError(f"not as expected: {found[:3]}")
