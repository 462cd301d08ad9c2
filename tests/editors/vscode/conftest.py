"""One browser for all windows, and one workbench for all tests that change nothing in how it was started."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from editors.lab import Lab, company
from editors.vscode.driver.window import chromium
from editors.vscode.driver.workbench import Workbench, open_workbench
from editors.vscode.product import extension_package


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def vsix() -> Path:
    return extension_package()


@pytest.fixture(scope="session")
def shared_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with company(tmp_path_factory.mktemp("company")) as lab:
        yield lab


@pytest.fixture(scope="session")
def shared_workbench(browser: Browser, vsix: Path, shared_lab: Lab) -> Iterator[Workbench]:
    """It takes seconds to start, so that many tests share it; each leaves it as it found it."""
    with open_workbench(browser, shared_lab.project, extensions=[vsix], env=shared_lab.variables) as code:
        yield code


@pytest.fixture
def lab(shared_lab: Lab) -> Lab:
    shared_lab.reset()
    return shared_lab


@pytest.fixture
def code(
    request: pytest.FixtureRequest, lab: Lab, shared_workbench: Workbench, artifacts: Path
) -> Iterator[Workbench]:
    """The shared workbench with no editor open."""
    with pictured(request, shared_workbench, artifacts):
        yield shared_workbench
    shared_workbench.dismiss()


@contextlib.contextmanager
def pictured(request: pytest.FixtureRequest, code: Workbench, artifacts: Path) -> Iterator[None]:
    """Takes a picture where the test within fails, or the test to which a fixture belongs."""
    try:
        yield
    except BaseException:
        code.screenshot(artifacts / f"failed-{request.node.name}.png")
        raise
    outcome = getattr(request.node, "outcome_call", None)
    if outcome is not None and outcome.failed and not code.page.is_closed():
        code.screenshot(artifacts / f"failed-{request.node.name}.png")
