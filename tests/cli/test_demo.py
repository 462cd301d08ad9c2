"""The demo and the folder that it shows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

from cli.command import piptrust
from piptrust.x509.bundle import read_bundle

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "broken"


def test_the_demo_goes_as_it_says():
    done = subprocess.run(
        [sys.executable, "demo/run.py"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    before, found, fixed, after = _stages(done.stdout)
    assert before.count("Configuration file could not be loaded") == 4
    assert "invalid UTF-8 characters" in before
    assert "can be fixed safely with --fix." in found
    assert "fixes applied." in fixed
    assert "could not be loaded" not in after
    assert "Would install corp-tool-1.0" in after
    assert "\x1b" not in done.stdout


def _stages(output: str) -> list[str]:
    starts = [output.index(f"\n{number}. ") for number in range(1, 5)]
    return [output[start:end] for start, end in zip(starts, [*starts[1:], len(output)])]


def test_the_example_holds_no_private_key_and_lasts():
    for path in EXAMPLE.rglob("*"):
        if path.is_file():
            assert b"PRIVATE KEY" not in path.read_bytes()
    for name in ("certs/corporate-bundle.pem", "docker/corporate-ca.cer"):
        certificates = read_bundle((EXAMPLE / name).read_bytes()).certificates
        assert certificates
        assert all(c.not_after > datetime(2100, 1, 1, tzinfo=timezone.utc) for c in certificates)


def test_checking_the_example_changes_nothing(folder: Path):
    shutil.copytree(EXAMPLE, folder / "broken")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for arguments in (("check",), ("check", "--diff"), ("check", "--format", "sarif")):
        assert piptrust(*arguments, "--no-python", "broken", cwd=folder).status == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in folder.iterdir()] == ["broken"]
