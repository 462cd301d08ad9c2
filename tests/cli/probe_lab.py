"""Runs ``piptrust probe`` as a process in the lab, with a pinned pip and nothing of this machine's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cli.command import SERVER, Done
from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.pips import interpreters, pip_folder

PIP = "26.3"
PYTHON = next(p for p in reversed(interpreters()) if p.can_run(PIP)).executable
# All that the system store holds.
STRANGER = Authority("Stranger Root", organization="Strangers")


def probe_variables(folder: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment: only variables name settings, and no configuration file is read."""
    given = lab_variables(folder)
    (folder / "system.pem").write_bytes(STRANGER.pem)
    (folder / "no-certificates").mkdir(exist_ok=True)
    given["PYTHONPATH"] += f":{SERVER}:{pip_folder(PIP)}"
    return {
        **given,
        "PIP_CONFIG_FILE": "/dev/null",
        "SSL_CERT_FILE": str(folder / "system.pem"),
        "SSL_CERT_DIR": str(folder / "no-certificates"),
        "PYTHONIOENCODING": "utf-8",
        **(variables or {}),
    }


def command(*arguments: str, python: str | None = PYTHON) -> list[str]:
    """The command line; ``python`` is the target."""
    chosen = ["--python", python] if python else []
    return [sys.executable, "-W", "error", "-m", "piptrust", "probe", *chosen, *arguments]


def probe(
    folder: Path, *arguments: str, python: str | None = PYTHON, timeout: float = 60, **variables: str
) -> Done:
    """Runs it in ``folder/project``."""
    project = folder / "project"
    project.mkdir(exist_ok=True)
    done = subprocess.run(
        command(*arguments, python=python),
        cwd=project,
        env=probe_variables(folder, variables),
        capture_output=True,
        check=False,
        timeout=timeout,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(), done.stdout)


def targets(done: Done) -> dict[str, dict[str, Any]]:
    """What ``--format json`` says of each place, by host."""
    return {target["host"]: target for target in json.loads(done.out)["targets"]}
