"""What all editors' tests share. An editor that is not here fails its tests: `make editors` brings them all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ARTIFACTS = Path(__file__).parent / "artifacts"


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots go, to be looked at."""
    folder = Path(os.environ.get("PIPTRUST_ARTIFACTS", _ARTIFACTS))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Leaves the outcome of each phase where fixtures see it, so that a failure takes its picture along."""
    report = yield
    setattr(item, f"outcome_{report.when}", report)
    return report
