from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
@pytest.mark.parametrize("content", [b"", b"<html>log in</html>", "-----BEGIN".encode("utf-16")])
def test_nothing_in_it_is_pem(content: bytes, pip: str, tmp_path: Path):
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(content)
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=f"cert = {bundle}\n", pip=pip)
    found = check_failure(
        played, "bundle-holds-no-certificate", PipError.CA_FILE, "no certificate or crl found"
    )
    assert str(bundle) in found.explanation
