"""A code-server process with a profile of its own: the workbench's server side, extension host included."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from editors import installed
from editors.vscode.driver import quiet
from editors.vscode.driver.language import offer_language
from editors.vscode.driver.waiting import PATIENCE, VscodeError, until

_LISTENING = re.compile(r"HTTP server listening on (http://127\.0\.0\.1:\d+)")
# What this process may have been started with must not leak into the server.
_UNWANTED = ("VSCODE_", "CODE_SERVER_", "CS_", "PORT", "PASSWORD")


class CodeServer:
    """The server of one workbench.

    Args:
        extensions: packages (.vsix) to install first.
        settings: over the quiet ones; `write_settings` changes them later.
        env: the variables that the extension host gets, instead of this process's.
        language: of the workbench, where it is not English.
        trusted: whether the workspace is trusted from the start. If not, workspace trust is in force and
            the folder has not got it.
        options: further ones for the command line.
    """

    def __init__(
        self,
        *,
        extensions: Sequence[Path] = (),
        settings: Mapping[str, Any] | None = None,
        env: Mapping[str, str] | None = None,
        language: str | None = None,
        trusted: bool = True,
        editor: installed.Editor | None = None,
        options: Sequence[str] = (),
        patience: float = PATIENCE,
    ) -> None:
        self.editor = editor or installed.find("code-server")
        self.settings: dict[str, Any] = {**quiet.SETTINGS, **(settings or {})}
        self.url = ""
        self._extensions = list(extensions)
        self._env = dict(os.environ if env is None else env)
        self._options = [*quiet.SERVER_OPTIONS, *options]
        self._language = language
        if language is not None:
            self._options += ["--locale", language]
        if trusted:
            self._options.append("--disable-workspace-trust")
            self.settings["security.workspace.trust.enabled"] = False
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._stack = contextlib.ExitStack()

    def start(self) -> None:
        """Install the extensions and serve; `url` says where."""
        folder = tempfile.mkdtemp(prefix="piptrust-vscode-")
        self._stack.callback(shutil.rmtree, folder, ignore_errors=True)
        self.profile = Path(folder)
        (self.profile / "config.yaml").write_text("auth: none\n", encoding="utf-8")
        self.write_settings({})
        if self._language is not None:
            offer_language(self.profile / "data", self._language)
        for package in self._extensions:
            self._install(package)
        self._serve()

    def stop(self) -> None:
        """End the server with all that it started, and drop the profile."""
        self._stack.close()

    @property
    def pid(self) -> int:
        """The server's process, which leads a process group of its own."""
        if self._process is None:
            raise VscodeError("the server is not running")
        return self._process.pid

    def remote_uri(self, path: Path | str) -> str:
        """The address of a file on the server's side, as the workbench names it."""
        authority = urllib.parse.urlsplit(self.url).netloc
        return f"vscode-remote://{authority}{urllib.parse.quote(str(path))}"

    def write_settings(self, changes: Mapping[str, Any]) -> None:
        """Change settings; None takes one away. A running workbench takes them up by itself.

        A workbench in a browser is a remote one, and settings of machine scope reliably come from the remote
        side only, so that both files get the same content.
        """
        self.settings.update(changes)
        self.settings = {name: value for name, value in self.settings.items() if value is not None}
        for folder in ("User", "Machine"):
            target = self.profile / "data" / folder / "settings.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            # Replaced in one step, so that nobody reads half a file.
            draft = target.with_suffix(".tmp")
            draft.write_text(json.dumps(self.settings, indent=2) + "\n", encoding="utf-8")
            draft.replace(target)

    def logs(self, pattern: str = "**/*.log") -> dict[str, str]:
        """Log files of the server and of the extensions' output channels."""
        folder = self.profile / "data" / "logs"
        return {
            str(path.relative_to(folder)): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(folder.glob(pattern))
        }

    def ask(self, *arguments: str, patience: float = 60) -> subprocess.CompletedProcess[str]:
        """Run the command line against this profile, as one would in the integrated terminal."""
        return subprocess.run(
            [*self._arguments(), *arguments],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in self._env.items() if not name.startswith(_UNWANTED)}
        # An empty service address turns the extension gallery off.
        return {**kept, **self.editor.env, "EXTENSIONS_GALLERY": '{"serviceUrl":""}'}

    def _arguments(self) -> list[str]:
        return [
            *self.editor.command,
            *("--config", str(self.profile / "config.yaml")),
            *("--user-data-dir", str(self.profile / "data")),
            *("--extensions-dir", str(self.profile / "extensions")),
        ]

    def _install(self, package: Path) -> None:
        done = self.ask("--install-extension", str(package), "--force", patience=180)
        if done.returncode or "successfully installed" not in done.stdout:
            raise VscodeError(f"{package} was not installed:\n{done.stdout}{done.stderr}")

    def _serve(self) -> None:
        log_file = self.profile / "server.log"
        log = self._stack.enter_context(log_file.open("w", encoding="utf-8"))
        # The system picks the port, and the log tells it: so there is no race for one.
        address = ["--bind-addr", "127.0.0.1:0", "--auth", "none"]
        process = subprocess.Popen(
            [*self._arguments(), *address, *self._options],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._process = process
        self._stack.callback(_end_group, process)

        def address_told() -> str | None:
            told = log_file.read_text(encoding="utf-8")
            match = _LISTENING.search(told)
            if match is None and process.poll() is not None:
                raise VscodeError(f"the server ended early:\n{told}")
            return match[1] if match else None

        self.url = until(address_told, "the server to listen", self._patience, pause=time.sleep)


def _end_group(process: subprocess.Popen[Any]) -> None:
    """Ends a process that was started in its own session, and all that it started."""
    for how, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            break
    # The leader is gone; what is left in its group goes as well.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
