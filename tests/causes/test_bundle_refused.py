from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, lab_root
from support.lab.server import LabServer
from support.scenario import run_scenario

# No file makes this OpenSSL say anything else, so a hook does; other versions and systems have more words.
_OTHER_WORDS = """
import ssl
_load = ssl.SSLContext.load_verify_locations
def _strange(self, cafile=None, capath=None, cadata=None):
    if cafile and str(cafile).endswith("strange.pem"):
        raise ssl.SSLError(1, "unknown error (_ssl.c:1)")
    return _load(self, cafile, capath, cadata)
ssl.SSLContext.load_verify_locations = _strange
"""


@pytest.mark.parametrize("pip", PIPS)
def test_words_that_tell_nothing_more(pip: str, tmp_path: Path):
    bundle = tmp_path / "strange.pem"
    bundle.write_bytes(lab_root().pem)
    with closing(LabServer(good())) as server:
        played = run_scenario(
            tmp_path, server.url(HOST), config=f"cert = {bundle}\n", pip=pip, hook=_OTHER_WORDS
        )
    check_failure(played, "bundle-refused", PipError.CA_FILE, "unknown error", silent=True)
