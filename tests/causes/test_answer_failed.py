from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


class _Mute(LabServer):
    def answer(self, stream: socket.socket) -> None:
        stream.recv(4096)


@pytest.mark.parametrize("pip", PIPS)
def test_the_server_hangs_up_without_an_answer(pip: str, tmp_path: Path):
    with closing(_Mute(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "answer-failed", played.failed.pip_error, "", silent=False)
