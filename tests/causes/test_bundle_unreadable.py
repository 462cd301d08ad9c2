from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, lab_root
from support.lab.server import LabServer
from support.scenario import run_scenario

# Root may read everything: what a kernel says to a user is said by a hook for both pip and the probe.
_NOBODY = """
import ssl
_load = ssl.SSLContext.load_verify_locations
def _denied(self, cafile=None, capath=None, cadata=None):
    if cafile and str(cafile).endswith("locked.pem"):
        raise PermissionError(13, "Permission denied")
    return _load(self, cafile, capath, cadata)
ssl.SSLContext.load_verify_locations = _denied
"""


@pytest.mark.parametrize("pip", PIPS)
def test_the_file_may_not_be_read(pip: str, tmp_path: Path):
    bundle = tmp_path / "locked.pem"
    bundle.write_bytes(lab_root().pem)
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=f"cert = {bundle}\n", pip=pip, hook=_NOBODY)
    found = check_failure(played, "bundle-unreadable", PipError.CA_FILE, "Permission denied")
    assert str(bundle) in found.explanation
