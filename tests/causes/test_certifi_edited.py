from __future__ import annotations

import subprocess
from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.pips import Python, interpreters
from support.scenario import run_scenario


def test_the_root_was_added_to_the_package_beside_pip(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    base = [p for p in interpreters() if p.can_run("26.3")][-1]
    folder = tmp_path / "environment"
    subprocess.run([base.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "certifi").mkdir()
    (site / "certifi" / "cacert.pem").write_bytes(Authority("Another Root").pem + root.pem)
    python = Python(str(folder / "bin" / "python"), base.version)
    with serving(root.issue("index.test")) as server:
        played = run_scenario(tmp_path, server.url("index.test"), python=python)
    check_cause(played, "certifi-edited", broken_at=1)
