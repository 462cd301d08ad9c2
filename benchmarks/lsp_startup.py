"""From spawning the server to its reply to ``initialize``, and what it then weighs."""

from __future__ import annotations

import statistics
import time

from lsp_client import SERVERS, running
from measure import Result, milliseconds, print_table

ROUNDS = 15
TEXT = "[global]\ntrusted-host = https://a.example\ncert = ca.pem\n"


def startup(name: str) -> tuple[float, float, float]:
    """Seconds to the reply, MiB then, and MiB after a document was looked at."""
    begin = time.perf_counter()
    with running(name) as client:
        client.initialize()
        seconds = time.perf_counter() - begin
        memory = client.resident_mebibytes()
        client.send({"method": "initialized", "params": {}})
        item = {"uri": "file:///project/pip.conf", "languageId": "x", "version": 1, "text": TEXT}
        client.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        client.published(1)
        return seconds, memory, client.resident_mebibytes()


def measure() -> list[Result]:
    """Time to the reply and memory then, with what the project promises of them."""
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in SERVERS}
    for name in SERVERS:
        startup(name)  # Byte code is compiled once.
    for _ in range(ROUNDS):
        # In turns, so that whatever else the machine does hits both alike.
        for name in SERVERS:
            measured[name].append(startup(name))
    peer, ours = ([statistics.median(column) for column in zip(*measured[name])] for name in SERVERS)
    time_ratio, memory_ratio, open_ratio = (a / b for a, b in zip(ours, peer))
    return [
        Result(
            "lsp: spawn to initialize reply, beside a bare pygls server",
            milliseconds(ours[0]),
            milliseconds(peer[0]),
            time_ratio,
            "≤ 1.15 ×",
            time_ratio <= 1.15,
        ),
        Result(
            "lsp: resident memory after the reply",
            f"{ours[1]:.1f} MiB",
            f"{peer[1]:.1f} MiB",
            memory_ratio,
            "≤ 1.25 ×",
            memory_ratio <= 1.25,
        ),
        Result(
            "lsp: resident memory with a document open",
            f"{ours[2]:.1f} MiB",
            f"{peer[2]:.1f} MiB",
            open_ratio,
            "",
            True,
        ),
    ]


if __name__ == "__main__":
    print_table(measure())
