from __future__ import annotations

import ssl
from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario

OLD = (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1)


@pytest.mark.parametrize("pip", PIPS)
def test_the_server_is_too_old(pip: str, tmp_path: Path):
    with closing(LabServer(good(), versions=OLD)) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    found = check_failure(played, "tls-version-unsupported", PipError.TLS, "protocol version")
    assert "TLS 1.2 or later" in found.explanation
