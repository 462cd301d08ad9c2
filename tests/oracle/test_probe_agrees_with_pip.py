"""The probe's verdict beside real pip's, over a matrix of versions, servers and settings.

``PIPTRUST_ORACLE=all`` runs the whole matrix (``make oracle``), and ``PIPTRUST_ORACLE=20:3`` each twentieth
case of it from the third on; otherwise each setting and each server is run once, with the versions dealt out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from oracle.matrix import Case, everything, sample, spread
from oracle.world import SETTINGS, World
from piptrust.probe.pip_output import kind_of_error
from piptrust.probe.plan import plan_targets
from piptrust.probe.report import Outcome, PipError, ProbeReport
from piptrust.probe.run import Limits, probe_now
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import indexes_in_use
from support.pip_verdict import ask_pip, pip_variables
from support.scenario import facts_of, plan_below_home


def chosen(wanted: str) -> Iterator[Case]:
    if wanted == "all":
        return everything()
    every, _, offset = wanted.partition(":")
    return sample(int(every), int(offset or 0)) if every else spread()


CASES = list(chosen(os.environ.get("PIPTRUST_ORACLE", "")))
# What pip prints of a place that it leaves out; it goes on with the others.
_LEFT_OUT = re.compile(
    r"^ *(?:Could not fetch URL|.*Skipping|.*WARNING: The repository located at).*$", re.MULTILINE
)


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
    detail = [
        (t.target.id, t.outcome.value, t.target.refusal, t.result and t.result.error) for t in report.targets
    ]
    said = f"piptrust: {detail}\npip: {pip.error}\n{pip.output[-3000:]}"
    if failed and not pip.failed:
        # It got the file elsewhere, and must have left out just these.
        left_out = "\n".join(_LEFT_OUT.findall(pip.output))
        for target in failed:
            place = f"//{target.target.host}:{target.target.port}"
            assert place in left_out or target.pip_error is PipError.HTTP, said
        assert {t.pip_error for t in failed} == {kind_of_error(left_out)}, said
        return
    assert pip.failed is bool(failed), said
    assert not failed or (pip.error is not None and failed[0].pip_error is pip.error), said
