"""What all benchmarks share: runs in turn, medians, and one table.

Absolute times say more about a machine than about a program, so every figure is a ratio beside a peer that
ran in the same minutes: subject, peer, subject, peer … and the median of each.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
SERVER = Path(__file__).parent.parent / "server"


@dataclass(frozen=True)
class Result:
    """One line of the table. ``limit`` is what the project promises of the ratio, or of ``ours``.

    Where there is no peer, ``peer`` is empty, and there is no ratio.
    """

    what: str
    ours: str
    peer: str
    ratio: float
    limit: str
    kept: bool


def in_turn(subjects: Mapping[Name, Callable[[], float]], rounds: int) -> dict[Name, float]:
    """The median of what each subject returns, all of them run once per round, after a round to warm up."""
    for subject in subjects.values():
        subject()
    seen: dict[Name, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            seen[name].append(subject())
    return {name: statistics.median(values) for name, values in seen.items()}


def seconds_to_run(command: Sequence[str], *, cwd: Path, statuses: tuple[int, ...] = (0,)) -> float:
    """Wall-clock seconds of one process, start and end included.

    Raises:
        RuntimeError: it ended with another status than those expected.
    """
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=clean_environment(), capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in statuses:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return taken


def clean_environment() -> dict[str, str]:
    """This process's variables without any that pip or TLS libraries read, with our sources on the path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "SSL_", "REQUESTS_", "CURL_", "PYTHON"))
    }
    return {**kept, "PYTHONPATH": str(SERVER), "PYTHONDONTWRITEBYTECODE": ""}


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def print_table(results: Sequence[Result]) -> None:
    """The results as a Markdown table."""
    rows = [("what", "ours", "peer", "ratio", "limit", "kept")]
    rows.extend(
        (r.what, r.ours, r.peer, f"{r.ratio:.2f}" if r.peer else "", r.limit, "yes" if r.kept else "NO")
        for r in results
    )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, tuple("-" * width for width in widths))
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    sys.stdout.flush()
