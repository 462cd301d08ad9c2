from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, scene
from support.offered import built

ENV = f"{PROJECT}/.env"


def written(path: str, present: str | bytes | None = None) -> str:
    files = {} if present is None else {ENV: present}
    machine = scene("flask\n", f"{PROJECT}/requirements.txt", files=files)
    return built(machine, "pip-cert-block", {"path": path})[ENV].decode()


def sourced(content: str, folder: Path) -> dict[str, str]:
    """What a POSIX shell makes of the file."""
    file = folder / ".env"
    file.write_text(content)
    script = 'set -a; . "$1"; printf "%s\\0%s" "$PIP_CERT" "$REQUESTS_CA_BUNDLE"'
    done = subprocess.run(
        [str(shutil.which("sh")), "-c", script, "sh", str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    first, second = done.stdout.split("\0")
    return {"PIP_CERT": first, "REQUESTS_CA_BUNDLE": second}


@pytest.mark.parametrize(
    "path", ["/etc/ssl/corp.pem", '/My Files/é 𝔘 $HOME `id` "x" #1\\.pem', "C:\\new\\ca.pem"]
)
def test_a_new_file_says_what_it_is_for_and_sets_both(path: str, tmp_path: Path):
    content = written(path)
    assert "pip does not read this file by itself" in content
    assert sourced(content, tmp_path) == {"PIP_CERT": path, "REQUESTS_CA_BUNDLE": path}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A=1\n", "A=1\nPIP_CERT=/n\nREQUESTS_CA_BUNDLE=/n\n"),
        ("A=1", "A=1\nPIP_CERT=/n\nREQUESTS_CA_BUNDLE=/n\n"),
        ("PIP_CERT=/o\r\n# x\r\nB=2\r\n", "PIP_CERT=/n\r\n# x\r\nB=2\r\nREQUESTS_CA_BUNDLE=/n\r\n"),
        (
            " export PIP_CERT = '/o' # x\nREQUESTS_CA_BUNDLE=\nPIP_CERT=/p q\n#PIP_CERT=/q\nA_PIP_CERT=1\n",
            " export PIP_CERT=/n # x\nREQUESTS_CA_BUNDLE=/n\nPIP_CERT=/n\n#PIP_CERT=/q\nA_PIP_CERT=1\n",
        ),
    ],
)
def test_a_file_that_exists_keeps_its_other_lines(before: str, after: str):
    assert written("/n", before) == after


@pytest.mark.parametrize(
    ("path", "present"),
    [
        ("/it's.pem", None),
        ("/n.pem", b"\xff\xfeP\0"),
        ("/n.pem", "PIP_CERT=/n.pem\nREQUESTS_CA_BUNDLE=/n.pem\n"),
    ],
)
def test_what_cannot_be_written(path: str, present: str | bytes | None):
    with pytest.raises(FixImpossible):
        written(path, present)


def test_a_file_that_may_not_be_read():
    machine = scene("x\n", f"{PROJECT}/requirements.txt", files={ENV: "A=1\n"}, forbidden=[ENV])
    with pytest.raises(FixImpossible, match="cannot be read"):
        built(machine, "pip-cert-block", {"path": "/n.pem"})
