from __future__ import annotations

import ssl
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from piptrust.probe.report import PipError
from support.failing import HOST, PIPS, check_failure, good, lab_root, trusting
from support.lab.authority import Authority, Shape
from support.lab.server import LabServer
from support.scenario import run_scenario

CLIENT = Shape(usage=ExtendedKeyUsageOID.CLIENT_AUTH)
TLS_1_2 = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
TLS_1_3 = (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3)


@pytest.mark.parametrize("versions", [None, TLS_1_2, TLS_1_3], ids=["any", "1.2", "1.3"])
@pytest.mark.parametrize("pip", PIPS)
def test_none_is_set(pip: str, versions: tuple[ssl.TLSVersion, ssl.TLSVersion], tmp_path: Path):
    server = LabServer(good(), client_ca=lab_root().pem, versions=versions)
    with closing(server):
        played = run_scenario(tmp_path, server.url(HOST), config=trusting(tmp_path), pip=pip)
    found = check_failure(played, "client-certificate-wanted", PipError.TLS, "alert")
    assert "pip has none to show" in found.explanation


def test_the_one_that_is_set_is_not_taken(tmp_path: Path):
    (tmp_path / "me.pem").write_bytes(Authority("Elsewhere").issue("me").with_key)
    config = trusting(tmp_path) + f"client-cert = {tmp_path / 'me.pem'}\n"
    with closing(LabServer(good(), client_ca=lab_root().pem)) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config)
    found = check_failure(played, "client-certificate-wanted", PipError.TLS, "unknown ca")
    assert f"does not take the client certificate {tmp_path / 'me.pem'}" in found.explanation


def test_one_that_is_taken_is_no_failure(tmp_path: Path):
    (tmp_path / "me.pem").write_bytes(lab_root().issue("me", shape=CLIENT).with_key)
    config = trusting(tmp_path) + f"client-cert = {tmp_path / 'me.pem'}\n"
    with closing(LabServer(good(), client_ca=lab_root().pem)) as server:
        played = run_scenario(tmp_path, server.url(HOST), config=config)
    assert not played.pip.failed
    assert played.report.all_verified
