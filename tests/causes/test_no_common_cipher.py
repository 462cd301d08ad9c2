from __future__ import annotations

import ssl
from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario

# Neither pip's own list nor OpenSSL's default holds it.
RARE = "AES128-CCM:@SECLEVEL=0"
TLS_1_2 = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)


@pytest.mark.parametrize("pip", PIPS)
def test_the_server_offers_nothing_else(pip: str, tmp_path: Path):
    with closing(LabServer(good(), versions=TLS_1_2, ciphers=RARE)) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    check_failure(played, "no-common-cipher", PipError.TLS, "handshake failure")
