"""The demo in VS Code: a project behind an intercepting proxy, with the extension as users install it.

Opens `code` where it is on PATH; else serves the same editor to a browser and prints the address. Ctrl+C ends it,
and leaves nothing behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from environment import environment_with_pip
from network import INDEX, inspected_network

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = _ROOT / "vscode-client" / "dist" / "piptrust.vsix"
sys.path.insert(0, str(_ROOT / "tests"))

from editors.installed import EditorMissingError
from editors.vscode.driver.code_server import CodeServer

_TOLD = """
pip cannot reach its index here, because a proxy opens every TLS connection and pip does not know its root.
- The status bar says so, bottom left. Point at it, then click it.
- In the project's pip.conf, the light bulb (Ctrl+.) offers repairs that were tried a moment ago.
- In a terminal, `pip download labpkg` fails; click on CERTIFICATE_VERIFY_FAILED.
Ctrl+C here ends the demo.
"""


def main() -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="piptrust-demo-")))
        variables = stack.enter_context(inspected_network(folder))
        project = _project(folder)
        # The editor's other programs, and the terminal in it, find what the user has.
        variables = {**variables, "PATH": f"{project / '.venv' / 'bin'}:{os.environ['PATH']}"}
        try:
            desktop = shutil.which("code")
            return _open(desktop, project, variables) if desktop else _serve(project, variables)
        except EditorMissingError as missing:
            print(f"Neither `code` nor a server of it is here. {missing}")
            return 1
        except KeyboardInterrupt:
            return 0


def _project(folder: Path) -> Path:
    """The folder of broken files, with an environment whose pip.conf names the company's index."""
    project = folder / "project"
    shutil.copytree(_ROOT / "examples" / "broken", project)
    environment_with_pip(project / ".venv")
    (project / ".venv" / "pip.conf").write_text(f"[global]\nindex-url = {INDEX}\n", encoding="utf-8")
    return project


def _open(desktop: str, project: Path, variables: dict[str, str]) -> int:
    """With a profile of its own: the user's settings and extensions stay as they are."""
    profile = project.parent / "profile"
    own = [desktop, "--user-data-dir", str(profile), "--extensions-dir", str(profile / "extensions")]
    # A window needs to know its screen and its session.
    shown = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("DISPLAY", "WAYLAND_", "XDG_", "DBUS_"))
    }
    environment = {**shown, **variables}
    subprocess.run([*own, "--install-extension", str(_PACKAGE), "--force"], env=environment, check=True)
    print(_TOLD, flush=True)
    window = [*own, "--new-window", "--wait", "--disable-workspace-trust", str(project)]
    return subprocess.run(window, env=environment, check=False).returncode


def _serve(project: Path, variables: dict[str, str]) -> int:
    server = CodeServer(extensions=[_PACKAGE], env=variables)
    try:
        server.start()
        print(f"{_TOLD}\nOpen {server.url}/?folder={project}\n", flush=True)
        threading.Event().wait()
    finally:
        server.stop()
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
