"""Adds to each failed target of a probe the cause that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from piptrust.probe.cause import Case
from piptrust.probe.diagnose import diagnose
from piptrust.probe.os_stores import OsStore
from piptrust.probe.plan import Plan
from piptrust.probe.report import HandshakeResult, Outcome, ProbeReport, TargetReport
from piptrust.probe.stores import stores_of
from piptrust.resolve.disk import Disk
from piptrust.text.records import replace


def explained(report: ProbeReport, plan: Plan, disk: Disk, now: datetime) -> ProbeReport:
    """The report with causes. ``now`` is when the handshakes were made, with a time zone."""
    results = {t.target.id: t.result for t in report.targets if t.result is not None}
    stores = report.os_stores
    return replace(
        report, targets=tuple(_explained(t, results, plan, disk, now, stores) for t in report.targets)
    )


def case_of(
    target: TargetReport,
    results: Mapping[str, HandshakeResult],
    plan: Plan,
    disk: Disk,
    now: datetime,
    os_stores: tuple[OsStore, ...] = (),
) -> Case:
    """All the evidence on one target; ``results`` are those of the whole probe, by target."""
    return Case(
        target=target.target,
        # Where pip would not even connect there was no walk; the refusal says why.
        result=target.result or HandshakeResult(target.target.id, "plan", None),
        environment=plan.environment,
        trust=target.target.trust,
        stores=stores_of(target.target, plan.environment, disk, os_stores),
        now=now,
        others={key: result for key, result in results.items() if key != target.target.id},
    )


def _explained(
    target: TargetReport,
    results: Mapping[str, HandshakeResult],
    plan: Plan,
    disk: Disk,
    now: datetime,
    os_stores: tuple[OsStore, ...],
) -> TargetReport:
    if target.outcome is not Outcome.FAILED:
        return target
    return replace(target, cause=diagnose(case_of(target, results, plan, disk, now, os_stores)))
