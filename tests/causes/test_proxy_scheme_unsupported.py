from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, trusting
from support.lab.proxy import LabProxy
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
@pytest.mark.parametrize("scheme", ["socks5", "ftp"])
def test_pip_does_not_speak_it(scheme: str, pip: str, tmp_path: Path):
    """Not even where a proxy would answer."""
    with closing(LabServer(good())) as server, closing(LabProxy()) as proxy:
        config = trusting(tmp_path) + f"proxy = {scheme}://127.0.0.1:{proxy.port}\n"
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    check_failure(played, "proxy-scheme-unsupported", PipError.PROXY, f"scheme is {scheme}")
