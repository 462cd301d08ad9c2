"""The verdict on each fault, cause named, beside the time that real pip takes to fail with its retries."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import probe_lab
from measure import Result, in_turn, milliseconds, print_table
from support.lab.authority import DAY, Authority, Shape, self_signed
from support.lab.server import LabServer

# After a round to warm up. Real pip takes ten seconds a time, and the ratio is far from its limit.
_ROUNDS = 1
_FASTER = 10
_HOST = "index.test"


def servers() -> dict[str, LabServer]:
    """One for each fault."""
    root = Authority("Benchmark Root")
    middle = Authority("Benchmark Intermediate", issuer=root)
    old = Shape(valid=(timedelta(days=-9), -DAY))
    return {
        "unknown root": LabServer(root.issue(_HOST)),
        "self-signed": LabServer(self_signed(_HOST)),
        "expired": LabServer(root.issue(_HOST, shape=old)),
        "other name": LabServer(root.issue("other.test")),
        "missing intermediate": LabServer(middle.issue(_HOST).presenting()),
        "plain http": LabServer(None, fault="plain-http"),
        "connection cut": LabServer(None, fault="close-after-hello"),
    }


def measure() -> list[Result]:
    """One line per fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = probe_lab.variables(folder)
        plan = probe_lab.plan_for(folder, environment)
        running = servers()
        try:
            return [_fault(fault, server, folder, environment, plan) for fault, server in running.items()]
        finally:
            for server in running.values():
                server.close()


def _fault(
    fault: str, server: LabServer, folder: Path, environment: dict[str, str], plan: probe_lab.Plan
) -> Result:
    url = f"https://{_HOST}:{server.port}/simple/"
    targets = probe_lab.targets_for(plan, [url])
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--index-url", url]

    def pip() -> float:
        begin = time.perf_counter()
        done = subprocess.run(
            [*command, "pip"], env=environment, cwd=folder, capture_output=True, check=False
        )
        if done.returncode == 0:
            raise RuntimeError(f"pip did not fail: {fault}")
        return time.perf_counter() - begin

    medians = in_turn(
        {"ours": lambda: probe_lab.seconds_to_probe(plan, targets, verified=False), "pip": pip}, _ROUNDS
    )
    ours, pips = medians["ours"], medians["pip"]
    return Result(
        f"probe: {fault} / real pip until it fails",
        milliseconds(ours),
        milliseconds(pips),
        ours / pips,
        f"{1 / _FASTER:.2f}",
        ours * _FASTER <= pips,
    )


if __name__ == "__main__":
    print_table(measure())
