"""Gathers the server and all that it imports, for whatever carries it to machines without a working pip.

Needs a Python that has pip, hatchling and our own sources beside it: `make vsix` and `make pyz` see to that. The
same sources and the same lock give the same files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reachable import unreachable

BUNDLE = Path(__file__).resolve().parent
TOP = BUNDLE.parent
LOCK = BUNDLE / "requirements.lock"

# Wheels without a platform only, whatever Python builds the bundle: it must run on every Python from 3.9 on.
_PURE = ["--platform", "any", "--implementation", "py", "--abi", "none", "--python-version", "3.9"]
# Types for checkers, byte code of one Python, and the sources from which catalogues are compiled.
_UNUSED = {".pyi", ".pyc", ".po"}
_LICENSE_NAMES = ("licen", "copying", "notice", "authors")


def gather(libs: Path) -> None:
    """Fills the folder with what stands on ``sys.path`` of the server, and with the licences of all of it.

    Raises:
        subprocess.CalledProcessError: pip could not; it has said why.
    """
    with tempfile.TemporaryDirectory(prefix="piptrust-bundle-") as work:
        _pip("install", "--target", libs, "--no-compile", "--no-deps", "--only-binary", ":all:", *_PURE,
             "--require-hashes", "-r", LOCK)  # fmt: skip
        wheels = Path(work) / "wheels"
        _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, TOP)
        _pip("install", "--target", libs, "--no-compile", "--no-deps", *wheels.glob("*.whl"))
    _strip(libs)
    for unused in unreachable(libs, ["piptrust"]):
        unused.unlink()


def files_in(libs: Path) -> list[Path]:
    """Its files in an order that is always the same; those of a kind stand side by side and compress better."""
    return sorted((path for path in libs.rglob("*") if path.is_file()), key=lambda path: (path.suffix, path))


def _pip(*arguments: object) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *map(str, arguments)], check=True)


def _strip(libs: Path) -> None:
    """Leaves what is imported, and the licences under which it may be passed on."""
    shutil.rmtree(libs / "bin", ignore_errors=True)
    for path in sorted(libs.rglob("*"), reverse=True):
        if path.is_dir():
            if path.name in {"__pycache__", "tests"}:
                shutil.rmtree(path)
            elif not any(path.iterdir()):
                path.rmdir()
        elif _is_metadata(path.relative_to(libs)) or path.suffix in _UNUSED or path.name == "py.typed":
            path.unlink()


def _is_metadata(path: Path) -> bool:
    """Whether a file describes a distribution to installers; licences and METADATA (name, version) stay."""
    if not path.parts[0].endswith(".dist-info"):
        return False
    return path.name != "METADATA" and not path.name.lower().startswith(_LICENSE_NAMES)
