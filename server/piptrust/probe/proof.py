"""Tries every candidate repair by handshakes in the user's interpreter, before it is called a fix."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from piptrust.engine.finding import Evidence, Offer, Standing
from piptrust.engine.snapshot import Snapshot
from piptrust.probe.candidates import candidates, needless_trust
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.changes import home_of_settings
from piptrust.probe.explained import case_of
from piptrust.probe.inputs import plan_of
from piptrust.probe.judge import judged
from piptrust.probe.plan import Plan
from piptrust.probe.report import HandshakeResult, Outcome, ProbeReport, ProvenFix, TargetReport
from piptrust.probe.run import Limits, handshakes
from piptrust.probe.target import ProbeTarget
from piptrust.probe.trial import Replan, Trial, trial_of
from piptrust.resolve.disk import Disk
from piptrust.text.records import dataclass, replace

_USUAL = Limits()
_MOST_CANDIDATES = 16
_MOST_OF_A_TARGET = 10
_MOST_OTHERS = 40
"""A change may break places that were verified; of so many each candidate is tried."""
_STANDINGS = (Standing.PROVEN, Standing.UNTESTED, Standing.REFUTED)


async def proved(
    report: ProbeReport,
    plan: Plan,
    snapshot: Snapshot,
    disk: Disk,
    now: Callable[[], datetime],
    *,
    data_folder: str | None = None,
    limits: Limits = _USUAL,
    replan: Replan = plan_of,
) -> ProbeReport:
    """The report with fixes, each with what a handshake said of it.

    All candidates of all targets are tried in one run of the agent, against the targets that failed and
    against those that were verified before.

    Args:
        report: verdicts with causes.
        plan: what decided them.
        snapshot: what the plan was made of; changes are thought through on it.
        disk: the file system that the snapshot was made of.
        now: the time, with a time zone.
        data_folder: piptrust's own folder among the user's data; platformdirs' unless given.
        limits: bounds on time and connections.
        replan: makes a plan of a snapshot, as ``plan`` was made.
    """
    home = home_of_settings(snapshot)
    if home is None or plan.environment.interpreter is None:
        return report
    bench = Bench(snapshot, home, data_folder if data_folder is not None else _own_data_folder())
    attempts = _attempts(report, plan, bench, disk, now())
    if not attempts:
        return report
    others = [t for t in report.targets if t.outcome is Outcome.VERIFIED][:_MOST_OTHERS]
    with tempfile.TemporaryDirectory(prefix="piptrust-") as folder:
        trials = [
            trial_of(a.candidate, [*a.targets, *others], snapshot, disk, replan, Path(folder) / str(number))
            for number, a in enumerate(attempts)
        ]
        results = await _tried(trials, report, plan, limits)
    fixes: dict[str, list[ProvenFix]] = {}
    for number, (attempt, trial) in enumerate(zip(attempts, trials)):
        of_trial = {target: results.get((number, target)) for target in trial.targets}
        for target in attempt.targets:
            fix = judged(target, trial, of_trial, others, now())
            fixes.setdefault(target.target.id, []).append(fix)
    return replace(report, targets=tuple(_with_fixes(t, fixes.get(t.target.id, [])) for t in report.targets))


def proved_now(
    report: ProbeReport,
    plan: Plan,
    snapshot: Snapshot,
    disk: Disk,
    now: Callable[[], datetime],
    *,
    data_folder: str | None = None,
    limits: Limits = _USUAL,
    replan: Replan = plan_of,
) -> ProbeReport:
    """The same for callers without an event loop."""
    return asyncio.run(
        proved(report, plan, snapshot, disk, now, data_folder=data_folder, limits=limits, replan=replan)
    )


@dataclass(frozen=True)
class _Attempt:
    """A candidate, and the targets for which it is one."""

    candidate: Candidate
    targets: list[TargetReport]


def _attempts(report: ProbeReport, plan: Plan, bench: Bench, disk: Disk, now: datetime) -> list[_Attempt]:
    results = {t.target.id: t.result for t in report.targets if t.result is not None}
    found: dict[object, _Attempt] = {}
    for target in report.targets:
        if target.outcome is Outcome.VERIFIED or target.target.url.lower().startswith("http:"):
            continue
        if target.outcome is Outcome.FAILED:
            case = case_of(target, results, plan, disk, now, report.os_stores)
            offered = list(candidates(case, target.pip_error, bench))
        else:
            offered = list(needless_trust.candidates(target.target, bench))
        for candidate in _first_and_last_resort(offered):
            if candidate.key in found or len(found) < _MOST_CANDIDATES:
                found.setdefault(candidate.key, _Attempt(candidate, [])).targets.append(target)
    return list(found.values())


def _first_and_last_resort(offered: list[Candidate]) -> list[Candidate]:
    safe = [c for c in offered if not c.offer.lowers_security]
    return [*safe[:_MOST_OF_A_TARGET], *(c for c in offered if c.offer.lowers_security)]


async def _tried(
    trials: list[Trial], report: ProbeReport, plan: Plan, limits: Limits
) -> dict[tuple[int, str], HandshakeResult]:
    """The handshakes that tell something new, by the trial's number and the target's id."""
    known = {t.target.id: t for t in report.targets}
    results: dict[tuple[int, str], HandshakeResult] = {}
    groups: dict[tuple[str | None, ...], dict[str, list[tuple[int, str, ProbeTarget]]]] = {}
    own = tuple(Trial(t.candidate, plan.environment, {}).openssl_variables for t in trials[:1])
    for number, trial in enumerate(trials):
        for key, target in trial.targets.items():
            before = known[key]
            if target.refusal is not None:
                continue
            same = _way(target) == _way(before.target) and trial.openssl_variables in own
            if same and before.result is not None:
                results[number, key] = before.result
                continue
            group = groups.setdefault(trial.openssl_variables, {})
            # Candidates that come to the same thing share a handshake.
            group.setdefault(repr((key, _way(target))), []).append((number, key, target))
    for group in groups.values():
        await _run(group, trials, results, plan, limits)
    return results


async def _run(
    group: Mapping[str, list[tuple[int, str, ProbeTarget]]],
    trials: list[Trial],
    results: dict[tuple[int, str], HandshakeResult],
    plan: Plan,
    limits: Limits,
) -> None:
    by_id = {f"trial-{position}": users for position, users in enumerate(group.values())}
    environment = trials[next(iter(group.values()))[0][0]].environment
    interpreter = plan.environment.interpreter
    assert interpreter is not None

    def take(result: HandshakeResult) -> None:
        for number, key, _ in by_id.get(result.id, []):
            results[number, key] = replace(result, id=key)

    tasks = [
        {**users[0][2].as_task(fetch=False, timeout=limits.per_target), "id": task_id}
        for task_id, users in by_id.items()
    ]
    await handshakes(interpreter, environment, tasks, limits, take)


def _way(target: ProbeTarget) -> tuple[object, ...]:
    """All that the agent is told of how to go there."""
    return (target.url, target.recipe, target.proxy, target.proxy_recipe)


def _with_fixes(target: TargetReport, fixes: list[ProvenFix]) -> TargetReport:
    ordered = sorted(fixes, key=_rank)
    preferred = next((f for f in ordered if _may_be_preferred(f)), None)
    chosen = tuple(replace(f, offer=_shown(f, f is preferred)) for f in ordered)
    proof = next((f for f in ordered if f.standing is Standing.PROVEN), None)
    if target.outcome is Outcome.UNVERIFIED and proof is not None:
        evidence = Evidence(proof.note, f"pip {target.target.host}")
        return replace(target, fixes=chosen, verifies_anyway=evidence)
    return replace(target, fixes=chosen)


def _rank(fix: ProvenFix) -> tuple[bool, int, bool]:
    """Proven first, what lowers security last; of equals, what can be applied comes before commands."""
    return (fix.offer.lowers_security, _STANDINGS.index(fix.standing), fix.offer.fix == "shell-command")


def _may_be_preferred(fix: ProvenFix) -> bool:
    applicable = fix.offer.fix != "shell-command" and not fix.offer.lowers_security
    return fix.standing is Standing.PROVEN and applicable


def _shown(fix: ProvenFix, preferred: bool) -> Offer:
    disabled = fix.note if fix.standing is Standing.REFUTED else None
    return replace(fix.offer, standing=fix.standing, preferred=preferred, disabled=disabled, safe=False)


def _own_data_folder() -> str:
    import platformdirs

    return platformdirs.user_data_dir("piptrust", appauthor=False).replace("\\", "/")
