from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving, system_store_at
from support.lab.authority import Authority
from support.scenario import run_scenario


def test_ssl_cert_file_leads_away_from_the_store_with_the_root(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), hook=system_store_at(tmp_path / "root.pem"))
    found = check_cause(played, "system-store-redirected", broken_at=1)
    assert any(evidence.text.startswith("SSL_CERT_FILE is") for evidence in found.evidence)


def test_conda_is_named_where_the_path_is_its_own(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    prefix = tmp_path / "conda"
    with serving(root.issue("index.test")) as server:
        played = run_scenario(
            tmp_path,
            server.url("index.test"),
            variables={"CONDA_PREFIX": str(prefix), "SSL_CERT_FILE": str(prefix / "ssl/cacert.pem")},
            hook=system_store_at(tmp_path / "root.pem"),
        )
    assert "conda" in check_cause(played, "system-store-redirected", broken_at=1).explanation
