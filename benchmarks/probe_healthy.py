"""The verdict on healthy places: one beside a bare handshake in the same Python, and 200 beside one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import probe_lab
from measure import Result, in_turn, milliseconds, print_table
from support.lab.authority import Authority
from support.lab.server import LabServer

_ROUNDS = 11
_MANY = 200
_TIMES_BARE = 1.5
# The least that anybody could do: the same roots, one connection, one handshake.
_BARE = """
import socket, ssl, sys
context = ssl.create_default_context()
for path in sys.argv[2:]:
    context.load_verify_locations(path)
with socket.create_connection(("index.many.test", int(sys.argv[1])), 5) as plain:
    with context.wrap_socket(plain, server_hostname="index.many.test") as stream:
        stream.version()
"""


def measure() -> list[Result]:
    """Two lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = Authority("Benchmark Root")
        (folder / "root.pem").write_bytes(root.pem)
        server = LabServer(root.issue("*.many.test"))
        try:
            return _measure(folder, server)
        finally:
            server.close()


def _measure(folder: Path, server: LabServer) -> list[Result]:
    environment = probe_lab.variables(folder, {"PIP_CERT": str(folder / "root.pem")})
    plan = probe_lab.plan_for(folder, environment)
    one = probe_lab.targets_for(plan, [server.url("index.many.test")])
    many = probe_lab.targets_for(plan, [server.url(f"h{n}.many.test") for n in range(_MANY)])
    paths = list(one[0].recipe.files)

    def run(*arguments: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], env=environment, check=True, cwd=folder)
        return time.perf_counter() - begin

    medians = in_turn(
        {
            "start": lambda: run("-c", "pass"),
            "bare": lambda: run("-c", _BARE, str(server.port), *paths),
            "one": lambda: probe_lab.seconds_to_probe(plan, one, verified=True),
        },
        _ROUNDS,
    )
    crowd = in_turn({"many": lambda: probe_lab.seconds_to_probe(plan, many, verified=True)}, 3)["many"]
    limit = _TIMES_BARE * medians["bare"] + medians["start"]
    return [
        Result(
            "probe: one healthy place / a bare handshake in the same Python",
            milliseconds(medians["one"]),
            milliseconds(medians["bare"]),
            medians["one"] / medians["bare"],
            f"{_TIMES_BARE} x peer + a start = {milliseconds(limit)}",
            medians["one"] <= limit,
        ),
        Result(
            f"probe: {_MANY} healthy places / one",
            milliseconds(crowd),
            milliseconds(medians["one"]),
            crowd / medians["one"],
            f"below {_MANY} x peer",
            crowd < _MANY * medians["one"],
        ),
    ]


if __name__ == "__main__":
    print_table(measure())
