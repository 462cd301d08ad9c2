"""One healthy place beside sslyze's look at its certificates. sslyze goes into a throw-away environment."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import probe_lab
from measure import Result, in_turn, milliseconds, print_table
from support.lab.authority import Authority
from support.lab.server import LabServer

_ROUNDS = 5


def measure() -> list[Result]:
    """One line, or none where sslyze cannot be had."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sslyze = _sslyze(folder / "sslyze")
        if sslyze is None:
            print("sslyze cannot be installed here, so nothing stands beside it", file=sys.stderr)
            return []
        root = Authority("Benchmark Root")
        (folder / "root.pem").write_bytes(root.pem)
        server = LabServer(root.issue("index.test"))
        try:
            return _measure(folder, server, sslyze)
        finally:
            server.close()


def _measure(folder: Path, server: LabServer, sslyze: str) -> list[Result]:
    environment = probe_lab.variables(folder, {"PIP_CERT": str(folder / "root.pem")})
    plan = probe_lab.plan_for(folder, environment)
    targets = probe_lab.targets_for(plan, [server.url("index.test")])
    command = [sslyze, "-m", "sslyze", "--certinfo", f"--certinfo_ca_file={folder / 'root.pem'}"]

    def peer() -> float:
        begin = time.perf_counter()
        address = f"index.test:{server.port}"
        # Its status says whether the server follows a browser's recommendations, which is not the question.
        done = subprocess.run(
            [*command, address], env=environment, capture_output=True, text=True, check=False
        )
        if "Certificates Information" not in done.stdout:
            raise RuntimeError(done.stdout + done.stderr)
        return time.perf_counter() - begin

    medians = in_turn(
        {"ours": lambda: probe_lab.seconds_to_probe(plan, targets, verified=True), "sslyze": peer}, _ROUNDS
    )
    ours, peers = medians["ours"], medians["sslyze"]
    return [
        Result(
            "probe: one healthy place / sslyze --certinfo",
            milliseconds(ours),
            milliseconds(peers),
            ours / peers,
            "none promised",
            True,
        )
    ]


def _sslyze(folder: Path) -> str | None:
    """The Python of an environment that has it."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--prefer-binary", "sslyze"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stderr.strip().splitlines()[-1:], file=sys.stderr)
        return None
    return python


if __name__ == "__main__":
    print_table(measure())
