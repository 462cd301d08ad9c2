from __future__ import annotations

from pathlib import Path

import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import pem, self_signed
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", ["20.3.4", "26.3"])
def test_the_server_vouches_for_itself(tmp_path: Path, pip: str):
    with serving(self_signed("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), pip=pip)
    check_cause(played, "self-signed", broken_at=0)


def test_a_plain_copy_of_it_in_the_bundle_is_enough_for_pip(tmp_path: Path):
    credential = self_signed("index.test")
    (tmp_path / "root.pem").write_bytes(pem(credential.certificate))
    with serving(credential) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    assert played.pip.error is None
    assert played.report.all_verified
