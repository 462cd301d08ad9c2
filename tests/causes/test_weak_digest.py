from __future__ import annotations

from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, rsa_key
from support.lab.resign import signed_with_sha1
from support.scenario import run_scenario


def test_the_certificate_is_signed_with_sha1(tmp_path: Path):
    key = rsa_key(2048)
    root = Authority("Lab Root", key=key)
    (tmp_path / "root.pem").write_bytes(root.pem)
    middle = Authority("Lab Intermediate", issuer=root)
    proper = middle.issue("index.test")
    weak = proper.presenting(signed_with_sha1(middle.certificate, key))
    with serving(weak) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "weak-digest", broken_at=1)
    assert "SHA-1" in found.explanation
