from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, lab_root, trusting
from support.lab.server import LabServer
from support.scenario import run_scenario


@pytest.mark.parametrize("pip", PIPS)
def test_it_is_missing(pip: str, tmp_path: Path):
    config = trusting(tmp_path) + "client-cert = /nowhere/me.pem\n"
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    found = check_failure(played, "client-certificate-unusable", PipError.CLIENT_CERT, "/nowhere/me.pem")
    assert "/nowhere/me.pem" in found.explanation


@pytest.mark.parametrize("pip", PIPS)
def test_its_key_is_missing(pip: str, tmp_path: Path):
    (tmp_path / "me.pem").write_bytes(lab_root().issue("me").presented)
    config = trusting(tmp_path) + f"client-cert = {tmp_path / 'me.pem'}\n"
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config, pip=pip)
    check_failure(played, "client-certificate-unusable", PipError.CLIENT_CERT, "PEM lib")


def test_its_key_is_another_ones(tmp_path: Path):
    mine, other = lab_root().issue("me"), lab_root().issue("other")
    key = other.with_key[other.with_key.index(b"-----BEGIN PRIVATE") :].split(b"-----BEGIN CERT")[0]
    (tmp_path / "me.pem").write_bytes(mine.presented + key)
    config = trusting(tmp_path) + f"client-cert = {tmp_path / 'me.pem'}\n"
    with closing(LabServer(good())) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config)
    check_failure(played, "client-certificate-unusable", PipError.CLIENT_CERT, "key values mismatch")
