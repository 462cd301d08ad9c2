"""Runs ``piptrust`` as a process, in an environment without anything of this machine's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SERVER = Path(__file__).parents[2] / "server"


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str
    raw_out: bytes


def environment(home: Path, **variables: str) -> dict[str, str]:
    """What the process gets: a home of its own, and no variable that pip or TLS libraries read."""
    return {
        "HOME": str(home),
        "PATH": os.defpath,
        "PYTHONPATH": str(SERVER),
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_DIRS": str(home / "no-xdg"),
        **variables,
    }


def piptrust(*arguments: str | bytes, cwd: Path, stdin: bytes = b"", **variables: str) -> Done:
    """Runs the command in ``cwd``; its home is the folder ``home`` beside it."""
    home = cwd.parent / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "piptrust", *arguments],
        cwd=cwd,
        env=environment(home, **variables),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(), done.stdout)


def heed_interrupts() -> None:
    """For ``preexec_fn``: what a shell starts in the background ignores SIGINT, and so do all processes below it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
