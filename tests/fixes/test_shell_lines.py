from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, scene
from support.offered import built

PATHS = ["/etc/ssl/corp.pem", '/it\'s $HOME `id` "x" \\ #é𝔘.pem']


def written(shell: str, path: str, present: str | None = None) -> bytes:
    name = {"bash": f"{PROJECT}/pip-cert.sh", "powershell": f"{PROJECT}/pip-cert.ps1"}[shell]
    machine = scene("x\n", f"{PROJECT}/requirements.txt", files={} if present is None else {name: present})
    changed = built(machine, "shell-lines", {"path": path, "shell": shell})
    assert list(changed) == [name]
    return changed[name]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_a_shell_exports_just_the_path(shell: str, path: str, tmp_path: Path):
    file = tmp_path / "pip-cert.sh"
    file.write_bytes(written("bash", path))
    executable = shutil.which(shell)
    if executable is None:
        pytest.skip(f"this machine has no {shell}")
    script = '. "$1"; env -0'
    done = subprocess.run(
        [executable, "-c", script, "sh", str(file)],
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    variables = dict(line.split("=", 1) for line in done.stdout.decode().split("\0") if line)
    assert variables["PIP_CERT"] == variables["REQUESTS_CA_BUNDLE"] == path


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/etc/ssl/corp.pem", "$env:PIP_CERT = '/etc/ssl/corp.pem'"),
        ("C:\\It's $x `y\\ca.pem", "$env:PIP_CERT = 'C:\\It''s $x `y\\ca.pem'"),
        # PowerShell takes curly quotes for straight ones.
        ("C:\\It’s\\ca.pem", "$env:PIP_CERT = 'C:\\It’’s\\ca.pem'"),
    ],
)
def test_powershell_quotes(path: str, line: str):
    content = written("powershell", path)
    assert line in content.decode("utf-8-sig").splitlines()
    # Windows PowerShell 5 reads UTF-8 only behind a byte order mark.
    assert content.startswith(b"\xef\xbb\xbf") is (not path.isascii())


def test_a_file_that_exists_keeps_its_other_lines():
    assert written("bash", "/n.pem", "#!/bin/sh\n  PIP_CERT=/o # x\nPIP_CERT=/o make\n") == (
        b"#!/bin/sh\n  export PIP_CERT='/n.pem' # x\nPIP_CERT=/o make\nexport REQUESTS_CA_BUNDLE='/n.pem'\n"
    )
    assert written("powershell", "/n.pem", "$Env:pip_cert='/o'\r\nmake\r\n") == (
        b"$env:PIP_CERT = '/n.pem'\r\nmake\r\n$env:REQUESTS_CA_BUNDLE = '/n.pem'\r\n"
    )


def test_a_path_with_a_line_end():
    with pytest.raises(FixImpossible, match="line end"):
        written("bash", "/a\nb")
