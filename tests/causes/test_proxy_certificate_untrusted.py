from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from support.failing import HOST, check_failure, good, trusting
from support.lab.authority import Authority
from support.lab.proxy import LabProxy
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["25.3", "26.3"])
def test_the_proxys_own_certificate(pip: str, tmp_path: Path):
    foreign = Authority("Foreign Root").issue("proxy.test")
    with closing(LabServer(good())) as server, closing(LabProxy(credential=foreign)) as proxy:
        config = trusting(tmp_path) + f"proxy = https://proxy.test:{proxy.port}\n"
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    found = check_failure(
        played, "proxy-certificate-untrusted", played.pip.error, "verify failed", silent=pip != "26.3"
    )
    assert f"https://proxy.test:{proxy.port} (set by " in found.explanation
