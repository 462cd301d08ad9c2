"""One situation in the lab, seen twice: what real pip makes of it, and what the probe says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

from piptrust.agent.facts import Failure
from piptrust.agent.launch import read_facts
from piptrust.engine.workspace import Workspace
from piptrust.probe.explained import explained
from piptrust.probe.plan import Plan, plan_targets, trusted_entries
from piptrust.probe.report import CauseMatch, Outcome, ProbeReport, TargetReport
from piptrust.probe.run import Limits, probe_now
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.effective import Level, effective
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.indexes import indexes_in_use
from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.pip_verdict import PipVerdict, ask_pip, pip_variables
from support.pips import Python, interpreters, pip_folder

NEWEST_PIP = "26.3"
# One retry comes without a pause, and pip speaks of it at its usual verbosity.
_AS_USERS_SEE_IT = ("--retries", "1")


@dataclass(frozen=True)
class Played:
    """What came of a scenario.

    Attributes:
        pip: whether real pip got the file, and what it printed at its usual verbosity.
        report: the probe's verdicts, with causes.
        plan: what decided them.
        environment: where both ran.
    """

    pip: PipVerdict
    report: ProbeReport
    plan: Plan
    environment: Environment

    @property
    def failed(self) -> TargetReport:
        """The first target that failed."""
        return next(t for t in self.report.targets if t.outcome is Outcome.FAILED)

    @property
    def cause(self) -> CauseMatch:
        """The cause of the first failure; an assertion where there is none."""
        found = self.failed.cause
        assert found is not None, self.failed
        return found


def run_scenario(
    folder: Path,
    index_url: str,
    *,
    config: str = "",
    variables: Mapping[str, str] | None = None,
    pip: str = NEWEST_PIP,
    python: Python | None = None,
    missing: tuple[str, ...] = (),
    ports: Mapping[str, int] | None = None,
    hook: str = "",
    arguments: Sequence[str] = _AS_USERS_SEE_IT,
) -> Played:
    """Runs real pip and the probe with the same interpreter, settings and environment.

    Nothing of this machine counts: no configuration file of its own, and no system store, unless
    ``variables`` name one.

    Args:
        folder: an empty folder.
        index_url: the index; written into the configuration file unless empty.
        config: further lines of the configuration file, below ``[global]``.
        variables: environment variables beside the lab's own.
        pip: the release of pip.
        python: the newest that runs this pip unless given.
        missing: host names that do not resolve.
        ports: where ``host:port`` really listens.
        hook: Python code that both run at start.
        arguments: for ``pip download``.
    """
    python = python or [p for p in interpreters() if p.can_run(pip)][-1]
    given = _variables(folder, index_url, config, variables or {}, pip, missing, ports, hook)
    environment = Environment("linux", given["HOME"], str(folder), given, _facts(pip, python, given, hook))
    plan = plan_below_home(environment)
    targets = plan_targets(plan, indexes_in_use(plan.settings, (), environment), ["labpkg"])
    report = probe_now(plan, targets, _now, Limits(per_target=2))
    return Played(
        pip=ask_pip(python, given, folder, arguments, verbosity=()),
        report=explained(report, plan, OsDisk(), _now()),
        plan=plan,
        environment=environment,
    )


def plan_below_home(environment: Environment) -> Plan:
    """The plan for ``pip download``, which real pip runs here; only files below HOME count for both."""
    snapshot = Workspace(environment, OsDisk(), _now).snapshot()
    below_home = [f for f in snapshot.configuration if f.level is Level.USER]
    settings = effective(below_home, environment.variables, "download", environment.pip_version)
    # Not those of plan_of, which are for "pip install".
    trusted = settings.get("trusted-host")
    words = () if trusted is None else ((word, trusted.origin) for word in trusted.value.split())
    return Plan(settings, environment, trusted_entries(words))


@cache
def facts_of(pip: str, python: Python) -> Interpreter:
    """What the agent finds out of this pip in this Python."""
    return _read_facts(pip, python, {"PYTHONPATH": str(pip_folder(pip)), "LC_ALL": "C.UTF-8"})


def _facts(pip: str, python: Python, variables: Mapping[str, str], hook: str) -> Interpreter:
    # A hook may change what is found; without one the answer is the same each time.
    return _read_facts(pip, python, variables) if hook else facts_of(pip, python)


def _read_facts(pip: str, python: Python, variables: Mapping[str, str]) -> Interpreter:
    found = read_facts(python.executable, variables)
    assert not isinstance(found, Failure), found
    assert found.pip_version == pip
    return found


def _variables(
    folder: Path,
    index_url: str,
    config: str,
    variables: Mapping[str, str],
    pip: str,
    missing: tuple[str, ...],
    ports: Mapping[str, int] | None,
    hook: str,
) -> dict[str, str]:
    given = lab_variables(folder, ports=ports, missing=missing)
    given.update(_store_of_a_stranger(folder))
    given.update(variables)
    file = Path(given["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    index = f"index-url = {index_url}\n" if index_url else ""
    file.write_text(f"[global]\n{index}{config}", encoding="utf-8")
    if hook:
        with (folder / "hook" / "sitecustomize.py").open("a", encoding="utf-8") as stream:
            stream.write(hook)
    return pip_variables(pip, given)


def _store_of_a_stranger(folder: Path) -> dict[str, str]:
    """A system store without the machine's own roots; one that is empty would send truststore looking."""
    store = folder / "system-store.pem"
    store.write_bytes(_stranger().pem)
    empty = folder / "no-certificates"
    empty.mkdir(exist_ok=True)
    return {"SSL_CERT_FILE": str(store), "SSL_CERT_DIR": str(empty)}


@cache
def _stranger() -> Authority:
    return Authority("Stranger Root")


def _now() -> datetime:
    return datetime.now(timezone.utc)
