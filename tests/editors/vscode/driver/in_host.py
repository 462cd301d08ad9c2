"""Runs a test module inside the extension host, with the real ``vscode`` API and without the desktop build."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from editors.vscode.driver.code_server import CodeServer
from editors.vscode.driver.waiting import VscodeError
from editors.vscode.driver.window import Window


def run_in_host(
    browser: Browser,
    extension: Path,
    tests: Path,
    folder: Path,
    *,
    extensions: Sequence[Path] = (),
    settings: Mapping[str, Any] | None = None,
    env: Mapping[str, str] | None = None,
    patience: float = 180.0,
    **window: Any,
) -> tuple[int, str]:
    """The exit code (-1: it did not end in time) and everything that was logged meanwhile.

    Args:
        extension: the unpacked, built extension.
        tests: a CommonJS module that exports ``run(): Promise<void>``, as for the desktop's own runner.
    """
    # The workbench reads the two paths only when it is meant for tests.
    options = ["--vscode-option", "enable-smoke-test-driver"]
    server = CodeServer(extensions=extensions, settings=settings, env=env, options=options)
    ends: list[int] = []
    said: list[str] = []

    def log(kind: str, parts: list[Any]) -> None:
        text = " ".join(str(part) for part in parts)
        said.append(text if kind in ("log", "info") else f"{kind}: {text}")

    try:
        server.start()
        paths = {"extensionDevelopmentPath": extension, "extensionTestsPath": tests}
        run = Window(
            browser,
            server,
            folder,
            payload=[(name, server.remote_uri(path.resolve())) for name, path in paths.items()],
            # The workbench calls these two: at the end, and for each line logged.
            exposed={"codeAutomationExit": lambda code, *_: ends.append(code), "codeAutomationLog": log},
            **window,
        )
        with contextlib.suppress(VscodeError):
            run.until(lambda: ends, "the tests to end", patience)
        run.close()
    finally:
        server.stop()
    return (int(ends[0]) if ends else -1), "\n".join(said)
