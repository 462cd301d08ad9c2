from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.lab.server import index_pages
from support.scenario import run_scenario


def test_the_file_hosts_root_is_not_in_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pinned, public = Authority("Pinned Root"), Authority("Public Root")
    (tmp_path / "root.pem").write_bytes(pinned.pem)
    (tmp_path / "public.pem").write_bytes(public.pem)
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "public.pem"))
    with serving(public.issue("files.test")) as files:
        pages = index_pages(files.url("files.test", "/files/"))
        with serving(pinned.issue("index.test"), pages) as server:
            played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n", pip="24.0")
    found = check_cause(played, "bundle-pinned", broken_at=1)
    assert played.failed.target.host == "files.test"
    assert any("index.test" in evidence.text for evidence in found.evidence)
