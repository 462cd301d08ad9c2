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
def test_no_login_is_set(pip: str, tmp_path: Path):
    with closing(LabServer(good())) as server, closing(LabProxy("authenticated")) as proxy:
        config = trusting(tmp_path) + f"proxy = http://127.0.0.1:{proxy.port}\n"
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    found = check_failure(played, "proxy-wants-authentication", PipError.PROXY, "407")
    assert f"http://127.0.0.1:{proxy.port} (set by " in found.explanation


def test_a_login_that_is_not_taken_is_never_shown(tmp_path: Path):
    with closing(LabServer(good())) as server, closing(LabProxy("authenticated")) as proxy:
        config = trusting(tmp_path) + f"proxy = http://user:wrong@127.0.0.1:{proxy.port}\n"
        played = run_scenario(tmp_path, server.url(HOST), config=config)
    found = check_failure(played, "proxy-wants-authentication", PipError.PROXY, "407")
    assert "the one in the address was not taken" in found.explanation
    assert "wrong" not in str(found)
