from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from support.failing import HOST, PIPS, good, trusting
from support.lab.proxy import LabProxy
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_https_in_its_address_but_not_on_its_port(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server, closing(LabProxy()) as proxy:
        config = trusting(tmp_path) + f"proxy = https://proxy.test:{proxy.port}\n"
        # Since 26.2 only -vv shows that pip itself calls it the proxy's fault.
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip, arguments=("-vv",))
    assert played.pip.failed
    assert played.cause.cause == "proxy-speaks-plain-http"
    assert played.failed.pip_error is played.pip.error
    assert f"https://proxy.test:{proxy.port} (set by " in played.cause.explanation
