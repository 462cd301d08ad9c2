from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, check_failure, good
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["20.3.4", "26.3"])
def test_a_value_that_no_command_takes(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config="timeout = soon\n", pip=pip)
    check_failure(played, "setting-refused", PipError.CONFIG, "option timeout")


def test_a_comment_that_became_a_trusted_host(tmp_path: Path):
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config="trusted-host = a.example # ours\n")
    check_failure(played, "setting-refused", PipError.CONFIG, "host part: '#'")
