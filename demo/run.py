"""The demo: a folder of broken files, what piptrust finds, its safe fixes, and real pip before and after.

Everything happens in a copy of ``examples/broken`` and on this machine; nothing is fetched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import probe_act
from authority import issue_for_loopback, make_authority, write_files
from loopback_index import serve

_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLE = _ROOT / "examples" / "broken"
_CONFIGURATIONS = ("pip.conf", "docker/pip.conf", "windows/pip.ini", "windows/powershell/pip.ini")
_COLOURS = {"title": "1;36", "command": "1", "bad": "31", "good": "32", "quiet": "2"}


def main() -> int:
    """The exit status says whether all went as told."""
    with tempfile.TemporaryDirectory(prefix="piptrust-demo-") as temporary:
        home = Path(temporary, "home")
        folder = Path(temporary, "broken")
        home.mkdir()
        shutil.copytree(_EXAMPLE, folder)
        old, new = make_authority("Corp Example Root G1"), make_authority("Corp Example Root G2")
        write_files(folder, old, new)
        server_key = Path(temporary, "server.pem")
        server_key.write_bytes(issue_for_loopback(new))
        with serve(server_key) as index:
            status = Demo(folder, home, index).play()
    if not probe_act.play(_say):
        _say("\nThe second act did not go as it should have.", "bad")
        return 1
    _say("\nThe cause was named, its fix was proven before it was applied, and pip downloads.", "good")
    return status


class Demo:
    """One showing, in one copy of the example."""

    def __init__(self, folder: Path, home: Path, index: str) -> None:
        self._folder = folder
        self._index = index
        self._variables = _clean_variables(home)
        self._as_told = True

    def play(self) -> int:
        self._title("1. A folder as many companies have it, and what pip makes of it")
        self._pip(expect_success=False)
        self._title("2. What piptrust finds")
        self._piptrust("check")
        self._title("3. The fixes that are safe, applied: what nobody can mean otherwise, and nothing else")
        self._piptrust("check", "--fix", "--exit-zero", "--min-severity", "error")
        _say(
            "Left are decisions: whom to trust, which file was meant. An editor offers the fixes for each.",
            "quiet",
        )
        self._title("4. The same commands again: pip accepts the result")
        self._pip(expect_success=True)
        if self._as_told:
            _say("\nEvery configuration file loads, and pip installs over verified https.", "good")
            return 0
        _say("\nThis did not go as it should have.", "bad")
        return 1

    def _pip(self, *, expect_success: bool) -> None:
        for name in _CONFIGURATIONS:
            self._run_pip(["config", "list"], name, expect_success)
        install = ["install", "--dry-run", "--index-url", self._index, "-c", "constraints.txt", "corp-tool"]
        self._run_pip(install, "pip.conf", expect_success)

    def _run_pip(self, arguments: list[str], configuration: str, expect_success: bool) -> None:
        _say(f"$ PIP_CONFIG_FILE={configuration} pip {' '.join(arguments)}", "command")
        done = subprocess.run(
            [sys.executable, "-m", "pip", *arguments, "--retries", "0", "--no-cache-dir"],
            cwd=self._folder,
            env={**self._variables, "PIP_CONFIG_FILE": configuration},
            capture_output=True,
            text=True,
            check=False,
        )
        succeeded = done.returncode == 0
        self._as_told &= succeeded is expect_success
        if succeeded:
            for line in _telling(done.stdout):
                _say(f"  {line}", "good")
        else:
            _say(f"  {' '.join(_telling(done.stderr + done.stdout))}", "bad")

    def _piptrust(self, *arguments: str) -> None:
        _say(f"$ piptrust {' '.join(arguments)} .", "command")
        command = [sys.executable, "-m", "piptrust", *arguments, "--python", sys.executable, "."]
        variables = {**self._variables, "PYTHONPATH": str(_ROOT / "server")}
        self._as_told &= subprocess.run(command, cwd=self._folder, env=variables, check=False).returncode != 2

    def _title(self, text: str) -> None:
        _say(f"\n{text}\n", "title")


def _telling(output: str) -> list[str]:
    """The lines of pip's output that say what happened."""
    lines = [re.sub(r"^(?:ERROR|error): ", "", line.strip()) for line in output.splitlines()]
    loud = [line for line in lines if re.match(r"Would install|Successfully|global\.|install\.", line)]
    if loud:
        return loud
    said = [line for line in lines if line and not re.match(r"Looking in|WARNING|\[notice\]|file: |'", line)]
    return said[:2]


def _clean_variables(home: Path) -> dict[str, str]:
    """This process's variables without any that change what pip trusts or reads."""
    changing = ("PIP_", "PYTHON", "SSL_", "REQUESTS_", "CURL_", "XDG_", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(changing)}
    return {**kept, "HOME": str(home), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_PROXY": "localhost"}


def _say(text: str, style: str) -> None:
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if coloured else text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
