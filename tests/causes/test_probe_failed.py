from __future__ import annotations

from contextlib import closing
from pathlib import Path

from support.failing import HOST, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


def test_an_error_of_our_own_is_not_the_networks(tmp_path: Path):
    with closing(LabServer(good())) as server:
        # A hook that breaks the agent, but not pip: pip never asks for this.
        hook = "import ssl; ssl.SSLSocket.cipher = property(lambda self: 1 / 0)\n"
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), hook=hook)
    assert not played.pip.failed
    assert played.cause.cause == "probe-failed"
    assert played.failed.pip_error is None
    assert "no fault of the network" in played.cause.explanation
