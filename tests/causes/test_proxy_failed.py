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
def test_the_proxy_hangs_up(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server, closing(LabProxy("closing")) as proxy:
        config = trusting(tmp_path) + f"proxy = http://127.0.0.1:{proxy.port}\n"
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    # urllib3 2 does not say any more that it was the proxy who hung up.
    error = PipError.CONNECTION if pip == "26.3" else PipError.PROXY
    check_failure(played, "proxy-failed", error, "closed the connection", silent=pip == "26.3")
