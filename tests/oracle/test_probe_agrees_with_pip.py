"""The probe's verdict beside real pip's, over a matrix of versions, servers and settings.

``PIPTRUST_ORACLE=all`` runs the whole matrix (``make oracle``); otherwise each combination is run once, with
the versions dealt out in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

import pytest

from oracle.matrix import Case, everything, spread
from oracle.pip_verdict import ask_pip, pip_variables
from oracle.world import SETTINGS, World
from piptrust.agent.facts import Failure
from piptrust.agent.launch import read_facts
from piptrust.engine.workspace import Workspace
from piptrust.probe.inputs import plan_of
from piptrust.probe.plan import plan_targets
from piptrust.probe.report import Outcome, ProbeReport
from piptrust.probe.run import Limits, probe_now
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.effective import Level, effective
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.indexes import indexes_in_use
from support.pips import Python, pip_folder

CASES = list(everything() if os.environ.get("PIPTRUST_ORACLE") == "all" else spread())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    made.close()


@cache
def facts(pip: str, python: Python) -> Interpreter:
    variables = {"PYTHONPATH": str(pip_folder(pip)), "LC_ALL": "C.UTF-8"}
    found = read_facts(python.executable, variables)
    assert not isinstance(found, Failure), found
    assert found.pip_version == pip
    return found


def predict(case: Case, variables: dict[str, str], folder: Path) -> ProbeReport:
    environment = Environment(
        "linux", variables["HOME"], str(folder), variables, facts(case.pip, case.python)
    )
    workspace = Workspace(environment, OsDisk(), lambda: datetime.now(timezone.utc))
    snapshot = workspace.snapshot()
    plan = plan_of(snapshot)
    # ``pip download`` is what the oracle runs, and only the files below HOME count for it here.
    below_home = [f for f in snapshot.configuration if f.level is Level.USER]
    settings = effective(below_home, variables, "download", environment.pip_version)
    plan = type(plan)(settings, environment, plan.trusted)
    targets = plan_targets(plan, indexes_in_use(settings, (), environment), ["labpkg"])
    return probe_now(plan, targets, lambda: datetime.now(timezone.utc), Limits(per_target=2))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_verdict_and_kind_of_error_are_pips(case: Case, world: World, tmp_path: Path) -> None:
    variables = pip_variables(case.pip, world.variables(tmp_path, SETTINGS[case.setting], case.server))
    report = predict(case, variables, tmp_path)
    pip = ask_pip(case.python, variables, tmp_path)
    failed = [t for t in report.targets if t.outcome is Outcome.FAILED]
    predicted = failed[0].pip_error if failed else None
    detail = [
        (t.target.id, t.outcome.value, t.target.refusal, t.result and t.result.error) for t in report.targets
    ]
    assert predicted is pip.error, f"piptrust: {predicted} {detail}\npip: {pip.error}\n{pip.output[-3000:]}"
