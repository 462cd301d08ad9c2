from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.scenario import run_scenario


def test_another_tool_is_told_of_the_root(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(
            tmp_path,
            server.url("index.test"),
            variables={"NODE_EXTRA_CA_CERTS": str(tmp_path / "root.pem")},
        )
    found = check_cause(played, "root-in-other-store", broken_at=1)
    assert "the bundle in NODE_EXTRA_CA_CERTS" in found.explanation
