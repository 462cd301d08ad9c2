"""Puts the server and what it imports into vscode-client/bundled/, to be packed into the .vsix.

Run it with a Python that has pip, hatchling and our own sources beside it (`make vsix` does). The same sources
and the same lock give the same folder.
"""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent
CLIENT = BUNDLE.parent
TOP = CLIENT.parent
LOCK = BUNDLE / "requirements.lock"
BUNDLED = CLIENT / "bundled"

# Wheels without a platform only, whatever Python builds the bundle: it must run on every Python from 3.9 on.
_PURE = ["--platform", "any", "--implementation", "py", "--abi", "none", "--python-version", "3.9"]
_LICENSE_NAMES = ("licen", "copying", "notice", "authors")


def main() -> int:
    """Builds the folder anew; the exit status."""
    with tempfile.TemporaryDirectory(prefix="piptrust-bundle-") as work:
        libs = Path(work) / "libs"
        _pip("install", "--target", libs, "--no-compile", "--no-deps", "--only-binary", ":all:", *_PURE,
             "--require-hashes", "-r", LOCK)  # fmt: skip
        wheels = Path(work) / "wheels"
        _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, TOP)
        _pip("install", "--target", libs, "--no-compile", "--no-deps", *wheels.glob("*.whl"))
        _strip(libs)
        shutil.rmtree(BUNDLED, ignore_errors=True)
        BUNDLED.mkdir()
        shutil.copyfile(BUNDLE / "main.py", BUNDLED / "main.py")
        content = _archive(libs)
        (BUNDLED / f"libs-{sha256(content).hexdigest()[:12]}.zip.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return 0


def _archive(libs: Path) -> bytes:
    """One archive without compression: it is compressed as a whole, which saves a fifth over its single files.

    Files of a kind stand side by side, dates are fixed: the same content gives the same bytes.
    """
    content = io.BytesIO()
    paths = sorted((path for path in libs.rglob("*") if path.is_file()), key=lambda path: (path.suffix, path))
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for path in paths:
            archive.writestr(zipfile.ZipInfo(path.relative_to(libs).as_posix()), path.read_bytes())
    return content.getvalue()


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
        elif _is_metadata(path.relative_to(libs)) or path.suffix in {".pyi", ".pyc"} or path.name == "py.typed":
            path.unlink()


def _is_metadata(path: Path) -> bool:
    """Whether a file describes a distribution to installers; licences and METADATA (name, version) stay."""
    if not path.parts[0].endswith(".dist-info"):
        return False
    return path.name != "METADATA" and not path.name.lower().startswith(_LICENSE_NAMES)


if __name__ == "__main__":
    sys.exit(main())
