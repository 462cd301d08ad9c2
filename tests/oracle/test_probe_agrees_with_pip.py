"""The probe's verdict beside real pip's, over a matrix of versions, servers and settings.

``PIPTRUST_ORACLE=all`` runs the whole matrix (``make oracle``); otherwise each combination is run once, with
the versions dealt out in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from oracle.matrix import Case, everything, spread
from oracle.world import SETTINGS, World
from piptrust.probe.plan import plan_targets
from piptrust.probe.report import Outcome, ProbeReport
from piptrust.probe.run import Limits, probe_now
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import indexes_in_use
from support.pip_verdict import ask_pip, pip_variables
from support.scenario import facts_of, plan_below_home

CASES = list(everything() if os.environ.get("PIPTRUST_ORACLE") == "all" else spread())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    made.close()


def predict(case: Case, variables: dict[str, str], folder: Path) -> ProbeReport:
    facts = facts_of(case.pip, case.python)
    environment = Environment("linux", variables["HOME"], str(folder), variables, facts)
    plan = plan_below_home(environment)
    targets = plan_targets(plan, indexes_in_use(plan.settings, (), environment), ["labpkg"])
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
