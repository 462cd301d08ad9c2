"""The demo's second act: a proxy opens every TLS connection; pip fails, the probe says why, and repairs it.

The proxy, the index behind it and the root are made for this showing, and all of it stays on this machine:
names that end in ``.test`` lead to 127.0.0.1 by a start-up hook that only the processes of this act get.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from environment import environment_with_pip
from network import INDEX, inspected_network

_ROOT = Path(__file__).resolve().parent.parent
Say = Callable[[str, str], None]


def play(say: Say) -> bool:
    """Whether all went as told. ``say`` prints a text in a style."""
    with tempfile.TemporaryDirectory(prefix="piptrust-demo-") as temporary:
        folder = Path(temporary)
        with inspected_network(folder) as variables:
            return _Act(folder, variables, say).play()


class _Act:
    """One showing, with a virtual environment of its own, so that no setting of this machine is changed."""

    def __init__(self, folder: Path, variables: dict[str, str], say: Say) -> None:
        self._folder = folder
        self._say = say
        self._python = environment_with_pip(folder / "env")
        self._variables = {**variables, "PIP_INDEX_URL": INDEX, "PYTHONIOENCODING": "utf-8"}
        self._as_told = True

    def play(self) -> bool:
        self._title(
            "5. Another company: its proxy opens every TLS connection, and pip does not know its root"
        )
        self._pip(expect_success=False)
        self._title("6. The probe makes pip's own handshake, names the cause, and tries what might help")
        self._piptrust("probe", expected=1)
        self._title("7. The first fix that is proven and lowers no security, applied")
        self._piptrust("probe", "--apply", expected=0)
        self._title("8. pip again")
        self._pip(expect_success=True)
        return self._as_told

    def _pip(self, *, expect_success: bool) -> None:
        self._say("$ pip download labpkg", "command")
        words = ["download", "labpkg", "--no-deps", "--no-cache-dir", "--retries", "0"]
        done = subprocess.run(
            [self._python, "-m", "pip", *words, "--dest", "downloads"],
            cwd=self._folder,
            env=self._variables,
            capture_output=True,
            text=True,
            check=False,
        )
        succeeded = done.returncode == 0
        self._as_told &= succeeded is expect_success
        told = "Successfully" if succeeded else "certificate"
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if told in line]
        for line in lines[:1] or (done.stdout + done.stderr).splitlines()[-3:]:
            self._say(f"  {line}", "good" if succeeded else "bad")

    def _piptrust(self, *arguments: str, expected: int) -> None:
        self._say(f"$ piptrust {' '.join(arguments)}", "command")
        sys.stdout.flush()
        variables = {**self._variables, "PYTHONPATH": f"{self._variables['PYTHONPATH']}:{_ROOT / 'server'}"}
        command = [sys.executable, "-m", "piptrust", *arguments, "--python", self._python]
        done = subprocess.run(command, cwd=self._folder, env=variables, check=False)
        self._as_told &= done.returncode == expected

    def _title(self, text: str) -> None:
        self._say(f"\n{text}\n", "title")
