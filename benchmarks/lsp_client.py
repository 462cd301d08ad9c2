"""A client that only measures: blocking, over pipes, with nothing in its way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measure import clean_environment

ROOT = Path(__file__).resolve().parents[1]
SERVERS = {
    "bare pygls": [sys.executable, str(ROOT / "benchmarks" / "bare_server.py")],
    "piptrust": [sys.executable, "-m", "piptrust", "lsp"],
}
_PIPE = 32 * 1024
INITIALIZE = {
    "processId": None,
    "rootUri": None,
    "capabilities": {
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
    },
}


class Client:
    """One server process."""

    def __init__(self, command: list[str], home: str, further: Mapping[str, str]) -> None:
        variables = {
            **clean_environment(),
            "HOME": home,
            "PIP_CONFIG_FILE": os.devnull,
            "PIPTRUST_PROBE": "off",
            **further,
        }
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables, cwd=home
        )
        self.arrived = 0.0
        self._writing = threading.Thread(target=str)
        self._writing.start()

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._writing.join()
        if len(body) < _PIPE:
            self._write(body)
            return
        # A server that writes itself would wait for us to read, and we for it.
        self._writing = threading.Thread(target=self._write, args=(body,), daemon=True)
        self._writing.start()

    def _write(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
            if line == b"\r\n":
                body = self.process.stdout.read(length)
                # What comes after is our own work: large answers take longer to read than to make.
                self.arrived = time.perf_counter()
                return json.loads(body)
        raise EOFError("the server is gone")

    def until(self, wanted: Any) -> dict[str, Any]:
        """The next message that ``wanted`` accepts; the server's own requests are answered with null."""
        while True:
            message = self.receive()
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                self.send({"id": message["id"], "result": None})

    def initialize(self) -> None:
        self.send({"id": 1, "method": "initialize", "params": INITIALIZE})
        self.until(lambda m: m.get("id") == 1 and "result" in m)

    def published(self, version: int) -> dict[str, Any]:
        return self.until(
            lambda m: (m.get("params") or {}).get("version") == version and "diagnostics" in m["params"]
        )

    def resident_mebibytes(self) -> float:
        """Resident memory, as Linux counts it."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.wait()


@contextmanager
def running(name: str, further: Mapping[str, str] | None = None) -> Iterator[Client]:
    """A server, and a home folder in which nobody has set anything; ``further`` variables count above all."""
    with tempfile.TemporaryDirectory() as home:
        client = Client(SERVERS[name], home, further or {})
        try:
            yield client
        finally:
            client.close()
