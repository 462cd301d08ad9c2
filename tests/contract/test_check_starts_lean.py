"""``piptrust check`` is called by hooks and editors all day long: what it does not need, it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import environment

_FORBIDDEN = (
    "pygls",
    "lsprotocol",
    "asyncio",
    "ssl",
    "rich",
    "tomlkit",
    "importlib.metadata",
    "tempfile",
    "subprocess",
    "threading",
    "difflib",
    "dataclasses",
    "inspect",
    "logging",
    "packaging",
    "shutil",
)
_CODE = """
import sys
from piptrust.cli import main
status = main(sys.argv[1:])
print("loaded:", *sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("form", ["plain", "json", "github"])
def test_check_loads_nothing_that_it_does_not_need(tmp_path: Path, form: str):
    (tmp_path / "requirements.txt").write_text("requests==2.32.0\n")
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://a.example/simple\n")
    for _ in range(2):
        # The first run asks the interpreter, which takes more; what it says is kept for the next.
        done = subprocess.run(
            [sys.executable, "-c", _CODE, "check", "--format", form, "--python", sys.executable, "."],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode in {0, 1}, done.stderr
    loaded = set(done.stderr.rpartition("loaded:")[2].split())
    assert "piptrust.commands.check" in loaded
    assert sorted(loaded.intersection(_FORBIDDEN)) == []
