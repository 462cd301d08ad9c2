"""The demo's second act: a proxy opens every TLS connection; pip fails, the probe says why, and repairs it.

The proxy, the index behind it and the root are made for this showing, and all of it stays on this machine:
names that end in ``.test`` lead to 127.0.0.1 by a start-up hook that only the processes of this act get.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT / "tests"))

from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.lab.proxy import LabProxy

_INDEX = "https://packages.corp.test/simple/"
Say = Callable[[str, str], None]


def play(say: Say) -> bool:
    """Whether all went as told. ``say`` prints a text in a style."""
    with tempfile.TemporaryDirectory(prefix="piptrust-demo-") as temporary:
        folder = Path(temporary)
        root = Authority("Corp Inspection Root", organization="Corp Example")
        (folder / "corp-root.pem").write_bytes(root.pem)
        proxy = LabProxy(resign=root)
        try:
            return _Act(folder, proxy.port, say).play()
        finally:
            proxy.close()


class _Act:
    """One showing, with a virtual environment of its own, so that no setting of this machine is changed."""

    def __init__(self, folder: Path, proxy_port: int, say: Say) -> None:
        self._folder = folder
        self._say = say
        self._python = _environment_with_pip(folder / "env")
        self._variables = {
            **lab_variables(folder),
            "HTTPS_PROXY": f"http://ada:secret@proxy.corp.test:{proxy_port}",
            "PIP_INDEX_URL": _INDEX,
            # What the company's own instructions for another tool already put on this machine.
            "NODE_EXTRA_CA_CERTS": str(folder / "corp-root.pem"),
            "PYTHONIOENCODING": "utf-8",
        }
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


def _environment_with_pip(folder: Path) -> str:
    """The Python of a new virtual environment that borrows the pip of ours."""
    builder = venv.EnvBuilder(symlinks=True, with_pip=False)
    builder.create(folder)
    pip = find_spec("pip")
    assert pip is not None
    assert pip.origin is not None
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "pip-of-the-demo.pth").write_text(f"{Path(pip.origin).parent.parent}\n")
    return str(folder / "bin" / "python")
