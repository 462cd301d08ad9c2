"""One probe from beginning to end: handshakes, the places they lead to, causes, and fixes that were tried."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Callable

from piptrust.agent.facts import Failure
from piptrust.agent.stream import run_task
from piptrust.locale import tr
from piptrust.probe.os_stores import read_os_stores
from piptrust.probe.plan import Plan, merged
from piptrust.probe.report import (
    HandshakeError,
    HandshakeResult,
    Outcome,
    PipError,
    ProbeReport,
    TargetReport,
)
from piptrust.probe.results import result_of
from piptrust.probe.target import ProbeTarget
from piptrust.resolve import quirks
from piptrust.resolve.effective import Level, Origin
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.indexes import Role
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass, replace

MOST_TARGETS = 500
MOST_ROUNDS = 5
"""pip follows more redirects than that, but no index needs them."""


@dataclass(frozen=True)
class Limits:
    """How long a probe may take, in seconds, and how many handshakes run at once."""

    per_target: float = 5.0
    whole: float = 60.0
    concurrency: int = 16


USUAL = Limits()


class AgentFailed(Exception):  # noqa: N818 - a result with a reason, not a fault of the code.
    """The interpreter told us nothing; the message says why, in the user's terms."""


async def handshakes(
    interpreter: Interpreter,
    environment: Environment,
    tasks: Sequence[Mapping[str, Any]],
    limits: Limits,
    on_result: Callable[[HandshakeResult], None],
) -> Failure | None:
    """Makes the handshakes in the user's interpreter; results come as they finish.

    Returns:
        Why the agent ended early, or None. Targets without a result then have none.
    """

    def take(answer: dict[str, Any]) -> None:
        if answer.get("event") == "handshake":
            on_result(result_of(answer))

    task = {"task": "handshake", "targets": list(tasks), "concurrency": limits.concurrency}
    return await run_task(
        interpreter.executable,
        environment.variables,
        task,
        take,
        deadline=limits.whole,
        cwd=environment.cwd or None,
    )


async def probe(
    plan: Plan,
    targets: Iterable[ProbeTarget],
    now: Callable[[], datetime],
    limits: Limits = USUAL,
    on_report: Callable[[TargetReport], None] = lambda _: None,
) -> ProbeReport:
    """Probes the targets, and then the places to which their pages redirect or link.

    Causes and fixes are not part of it: ``explained`` adds them.

    Args:
        plan: what decides how pip goes about its requests.
        targets: where to begin.
        now: the time, with a time zone.
        limits: bounds on time and connections.
        on_report: gets each verdict as soon as it is there.

    Raises:
        AgentFailed: no interpreter is known, or it gave not a single answer.
    """
    environment = plan.environment
    interpreter = environment.interpreter
    if interpreter is None:
        raise AgentFailed(tr("No Python was found whose pip could be asked."))
    started = now()
    reports: dict[str, TargetReport] = {}
    pending = {t.id: t for t in list(targets)[:MOST_TARGETS]}
    for _ in range(MOST_ROUNDS):
        if not pending:
            break
        round_reports = await _round(interpreter, environment, pending, limits, on_report)
        reports.update(round_reports)
        pending = _places_led_to(plan, round_reports.values(), reports)
    failed = any(report.outcome is Outcome.FAILED for report in reports.values())
    return ProbeReport(
        started=started,
        interpreter=interpreter.executable,
        python_version=".".join(str(n) for n in interpreter.python_version),
        pip_version=interpreter.pip_version,
        openssl=interpreter.ssl_version,
        targets=tuple(reports.values()),
        os_stores=await read_os_stores(interpreter, environment) if failed else (),
    )


async def _round(
    interpreter: Interpreter,
    environment: Environment,
    targets: Mapping[str, ProbeTarget],
    limits: Limits,
    on_report: Callable[[TargetReport], None],
) -> dict[str, TargetReport]:
    reports: dict[str, TargetReport] = {}

    def report(target: ProbeTarget, result: HandshakeResult | None) -> None:
        reports[target.id] = verdict(target, result, environment)
        on_report(reports[target.id])

    for target in targets.values():
        if target.refusal is not None:
            report(target, None)
    walked = [t for t in targets.values() if t.refusal is None]
    if walked:
        failure = await handshakes(
            interpreter,
            environment,
            [t.as_task(fetch=True, timeout=limits.per_target) for t in walked],
            limits,
            lambda result: report(targets[result.id], result) if result.id in targets else None,
        )
        missing = [t for t in walked if t.id not in reports]
        if failure is not None and len(missing) == len(walked):
            raise AgentFailed(failure.text)
        for target in missing:
            text = failure.text if failure is not None else tr("the agent gave no answer")
            report(target, HandshakeResult(target.id, "plan", HandshakeError(None, text)))
    # The order of the targets, not of the answers.
    return {key: reports[key] for key in targets}


def verdict(target: ProbeTarget, result: HandshakeResult | None, environment: Environment) -> TargetReport:
    """What pip would make of the target, by how the handshake ended."""
    if target.refusal is not None:
        return TargetReport(target, Outcome.FAILED, PipError(target.refusal_kind or "config"), result)
    if result is not None and result.error is not None:
        return TargetReport(target, Outcome.FAILED, _pip_error(result.error, environment), result)
    verified = target.url.lower().startswith("https:") and target.recipe.verify
    return TargetReport(target, Outcome.VERIFIED if verified else Outcome.UNVERIFIED, None, result)


def _pip_error(error: HandshakeError, environment: Environment) -> PipError | None:
    """The kind that pip reports; versions differ in what they call a failure of TLS with the proxy itself."""
    own_tls = error.facts.get("proxy_tls")
    if own_tls in {"certificate", "hostname"} and not holds(
        quirks.PROXY_TLS_ERRORS_NAME_THE_PROXY, environment
    ):
        return PipError(own_tls)
    if own_tls == "tls" and not holds(quirks.PLAIN_PROXY_IS_RECOGNISED, environment):
        return PipError.TLS
    if error.facts.get("closed") and holds(quirks.URLLIB3_2, environment):
        # urllib3 2 takes a proxy that says nothing for a server that says nothing.
        return PipError.CONNECTION
    return error.kind


def _places_led_to(
    plan: Plan, reports: Iterable[TargetReport], known: Mapping[str, TargetReport]
) -> dict[str, ProbeTarget]:
    """Where the pages redirect to, and the hosts of the files that they link to."""
    places: dict[str, ProbeTarget] = {}
    for report in reports:
        page = report.result.page if report.result is not None else None
        if page is None:
            continue
        redirected = 300 <= page.status < 400 and page.location is not None
        urls = [(page.location or "", report.target.roles[0])] if redirected else []
        urls.extend((f"{origin}/", Role.FILE_HOST) for origin in page.links)
        for url, role in urls:
            name = redirect_of if redirected else link_of
            origin = Origin(Level.DEFAULT, name(report.target.host))
            target = plan.target(url, role, origin)
            # What a page leads to is not gated as an index is (pip 26.3, index/collector.py).
            if target is not None and target.refusal_kind == "http":
                target = replace(target, refusal=None, refusal_kind=None)
            if target is None or target.id in known:
                continue
            places[target.id] = merged(places[target.id], target) if target.id in places else target
    return places


def redirect_of(host: str) -> str:
    """How a place is named that a page of ``host`` redirects to."""
    return tr("a redirect of {host}", host=host)


def link_of(host: str) -> str:
    """How a place is named to which a page of ``host`` links."""
    return tr("a link of {host}", host=host)


def probe_now(
    plan: Plan, targets: Iterable[ProbeTarget], now: Callable[[], datetime], limits: Limits = USUAL
) -> ProbeReport:
    """The same for callers without an event loop."""
    return asyncio.run(probe(plan, targets, now, limits))
