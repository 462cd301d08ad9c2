from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import DAY, Authority, Shape, new_key
from support.scenario import run_scenario


def test_the_root_in_the_bundle_has_ended(tmp_path: Path):
    root = Authority("Lab Root", shape=Shape(valid=(-90 * DAY, -DAY)))
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    check_cause(played, "root-expired", broken_at=1)


def test_a_renewed_copy_elsewhere_puts_the_blame_on_the_store(tmp_path: Path):
    key = new_key()
    old = Authority("Lab Root", key=key, shape=Shape(valid=(-90 * DAY, -DAY)))
    renewed = Authority("Lab Root", key=key)
    (tmp_path / "root.pem").write_bytes(old.pem)
    (tmp_path / "renewed.pem").write_bytes(renewed.pem)
    with serving(old.issue("index.test")) as server:
        played = run_scenario(
            tmp_path,
            server.url("index.test"),
            config="cert = root.pem\n",
            variables={"NODE_EXTRA_CA_CERTS": str(tmp_path / "renewed.pem")},
        )
    assert played.cause.cause == "root-in-other-store"
    assert "certificate has expired" in played.pip.output
