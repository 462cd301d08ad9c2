from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from support.failing import HOST, PIPS, check_failure, trusting
from support.lab.authority import Authority
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_unrelated_hosts_present_one_certificate(pip: str, tmp_path: Path):
    portal = Authority("Portal Root").issue("login.portal.example")
    with closing(LabServer(portal)) as server:
        config = (
            trusting(tmp_path) + f"extra-index-url = https://packages.corp.example:{server.port}/simple/\n"
        )
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    found = check_failure(played, "captive-portal", played.pip.error, "present the same certificate")
    assert "packages.corp.example" in found.explanation


def test_hosts_of_one_owner_may_share_theirs(tmp_path: Path):
    shared = Authority("Foreign Root").issue("index.corp.test", "files.corp.test")
    with closing(LabServer(shared)) as server:
        config = f"extra-index-url = {server.url('files.corp.test')}\n"
        played = run_scenario(tmp_path, server.url("index.corp.test"), config=config)
    assert played.cause.cause != "captive-portal"
