"""A second opinion: the real pip of the same Python, with the same settings, on the same places."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping

from piptrust.agent.launch import end_group
from piptrust.probe.pip_output import complaint, kind_of_error
from piptrust.probe.plan import Plan
from piptrust.probe.report import Outcome, PipError, ProbeReport, TargetReport
from piptrust.probe.run import link_of, redirect_of
from piptrust.resolve.indexes import IndexUse, Role
from piptrust.text.records import dataclass

_AT_ONCE = 2
_LONGEST = 120.0
# Words with which pip ends where the network was no obstacle: the project is not there.
_NOTHING_FOUND = ("No matching distribution found", "404 Client Error", "HTTP error 404")


@dataclass(frozen=True)
class PipAnswer:
    """What real pip made of one place, and of the places to which that leads.

    Attributes:
        reached: whether it got all that it asked for.
        error: the kind of error where it did not; None where its words are of none that piptrust knows.
        words: the line of its output that says most.
        expected: the kind of error that the probe predicts for the same run, None for success.
    """

    reached: bool
    error: PipError | None
    words: str
    expected: PipError | None

    @property
    def agrees(self) -> bool:
        return self.error is self.expected if not self.reached else self.expected is None


async def ask_real_pip(
    report: ProbeReport, plan: Plan, uses: Iterable[IndexUse], project: str, timeout: float
) -> Mapping[str, PipAnswer]:
    """Lets pip download ``project`` from each index and find-links place of the report, by target.

    Nothing is installed, built or kept. Cancelling it ends the pips.
    """
    gate = asyncio.Semaphore(_AT_ONCE)
    answers: dict[str, PipAnswer] = {}

    async def ask(target: TargetReport, url: str, role: Role) -> None:
        async with gate:
            answers[target.target.id] = await _ask(target, report, plan, url, role, project, timeout)

    addresses = _addresses(plan, uses)
    await asyncio.gather(
        *(ask(t, *addresses[t.target.id]) for t in report.targets if t.target.id in addresses)
    )
    return answers


def _addresses(plan: Plan, uses: Iterable[IndexUse]) -> dict[str, tuple[str, Role]]:
    """The address of each place as it is configured, by target; the first one where several lead there."""
    found: dict[str, tuple[str, Role]] = {}
    for use in uses:
        target = plan.target(use.url, use.role, use.origin) if use.role is not Role.FILE_HOST else None
        if target is not None:
            found.setdefault(target.id, (use.url, use.role))
    return found


async def _ask(
    target: TargetReport,
    report: ProbeReport,
    plan: Plan,
    url: str,
    role: Role,
    project: str,
    timeout: float,
) -> PipAnswer:
    assert plan.environment.interpreter is not None
    with tempfile.TemporaryDirectory(prefix="piptrust-") as folder:
        command = [plan.environment.interpreter.executable, "-m", "pip", "-vv", "download", "--no-deps"]
        command += ["--no-cache-dir", "--only-binary=:all:", "--retries=0", f"--timeout={timeout:g}"]
        command += ["--disable-pip-version-check", "--no-input", "--dest", folder, project]
        status, output = await _run(command, _variables(plan, url, role, folder), plan.environment.cwd)
    if status == 0 or (kind_of_error(output) is None and any(words in output for words in _NOTHING_FOUND)):
        return PipAnswer(True, None, "", _expected(target, report))
    return PipAnswer(False, kind_of_error(output), complaint(output), _expected(target, report))


def _variables(plan: Plan, url: str, role: Role, folder: str) -> dict[str, str]:
    """The environment in effect, with this one place in it.

    Variables beat every file, and nothing but another value takes a list back.
    """
    variables = dict(plan.environment.variables)
    for key, setting in plan.settings.items():
        # The probe is about "pip install"; what is set for it alone must hold for this "pip download", too.
        if setting.origin.section == "install":
            variables[f"PIP_{key.upper().replace('-', '_')}"] = setting.value
    if role is Role.FIND_LINKS:
        variables.update(PIP_FIND_LINKS=url, PIP_NO_INDEX="1")
    else:
        variables.update(PIP_INDEX_URL=url, PIP_EXTRA_INDEX_URL=url, PIP_FIND_LINKS=folder, PIP_NO_INDEX="0")
    trusted = " ".join(entry.entry.text for entry in plan.trusted)
    if trusted:
        variables["PIP_TRUSTED_HOST"] = trusted
    return variables


async def _run(command: list[str], variables: Mapping[str, str], cwd: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(variables),
        cwd=cwd or None,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _LONGEST)
    except asyncio.TimeoutError:
        return 1, "pip timed out"
    finally:
        if process.returncode is None:
            end_group(process.pid)
            await process.wait()
    return process.returncode or 0, output.decode("utf-8", "replace").replace(os.linesep, "\n")


def _expected(target: TargetReport, report: ProbeReport) -> PipError | None:
    """The first error on pip's way: of the place itself, or of one that it leads to."""
    return next((t.pip_error for t in _way(target, report) if t.outcome is Outcome.FAILED), None)


def _way(target: TargetReport, report: ProbeReport) -> Iterator[TargetReport]:
    pending, seen = [target], {target.target.id}
    while pending:
        place = pending.pop(0)
        yield place
        led = {redirect_of(place.target.host), link_of(place.target.host)}
        own = set(place.target.origins)
        for other in report.targets:
            is_file_host = Role.FILE_HOST in other.target.roles and not own.isdisjoint(other.target.origins)
            is_led_to = any(origin.name in led for origin in other.target.origins)
            if other.target.id not in seen and (is_file_host or is_led_to):
                seen.add(other.target.id)
                pending.append(other)
