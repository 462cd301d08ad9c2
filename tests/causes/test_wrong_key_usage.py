from __future__ import annotations

from pathlib import Path

from cryptography.x509.oid import ExtendedKeyUsageOID

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Shape
from support.scenario import run_scenario


def test_a_clients_certificate_on_a_server(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test", shape=Shape(usage=ExtendedKeyUsageOID.CLIENT_AUTH))) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "wrong-key-usage", broken_at=0)
