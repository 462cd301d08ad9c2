"""Real pips and real Pythons: the oracle of every statement about pip.

Each pip is one release with a pinned hash, fetched once by the ordinary ``pip download`` and unpacked below
``~/.cache/piptrust-tests``, or below the folder that ``PIPTRUST_TEST_CACHE`` names. It is imported from
there, so one Python can run any of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

CACHE_VARIABLE = "PIPTRUST_TEST_CACHE"

# Releases on both sides of every change that matters to trust or to reading files.
HASHES = {
    "20.3.4": "217ae5161a0e08c0fb873858806e3478c9775caffce5168b50ec885e358c199d",
    "22.0.4": "c6aca0f2f081363f689f041d90dab2a07a9a07fb840284db2218117a52da800b",
    "22.3.1": "908c78e6bc29b676ede1c4d57981d490cb892eb45cd8c214ab6298125119e077",
    "23.1": "64b1d4528e491aa835ec6ece0c1ac40ce6ab6d886e60740f6519db44b2e9634d",
    "23.2.1": "7ccf472345f20d35bdc9d1841ff5f313260c2c33fe417f48c30ac46cccabf5be",
    "24.0": "ba0d021a166865d2265246961bec0152ff124de910c5cc39f1156ce3fa7c69dc",
    "24.1": "a775837439bf5da2c1a0c2fa43d5744854497c689ddbd9344cf3ea6d00598540",
    "24.1.2": "7cd207eed4c60b0f411b444cd1464198fe186671c323b6cd6d433ed80fc9d247",
    "24.2": "2cd581cf58ab7fcfca4ce8efa6dcacd0de5bf8d0a3eb9ec927e07405f4d9e2a2",
    "25.0.1": "c46efd13b6aa8279f33f2864459c8ce587ea6a1a59ee20de055868d8f7688f7f",
    "25.1.1": "2913a38a2abf4ea6b64ab507bd9e967f3b53dc1ede74b01b0931e1ce548751af",
    "25.2": "6d67a2b4e7f14d8b31b8b52648866fa717f45a1eb70e83002f4331d07e953717",
    "25.3": "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
    "26.1.2": "382ff9f685ee3bc25864f820aa50505825f10f5458ffff07e30a6d96e5715cab",
    "26.2.1": "71138adf1f4ca900cdb7d289c21b7494329f2332b6d85f0e1c42108c0384ed3e",
    "26.3": "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13",
}

# Starts a pip without the configuration files of the machine and of the Python, which no variable can switch
# off; those below HOME and the one that PIP_CONFIG_FILE names still count.
_LAUNCHER = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
from pip._internal import configuration
listed = configuration.get_configuration_files
def below_home():
    return {k: v if str(getattr(k, "value", k)) == "user" else [] for k, v in listed().items()}
configuration.get_configuration_files = below_home
sys.argv[0] = "pip"
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Python:
    """One interpreter that was started and answered."""

    executable: str
    version: tuple[int, int, int]

    def __str__(self) -> str:
        return ".".join(map(str, self.version))

    def can_run(self, pip_version: str) -> bool:
        """Whether this release of pip supports this Python.

        pip before 23.2 vendors a pkg_resources that needs what Python 3.12 removed.
        """
        release = tuple(int(n) for n in pip_version.split("."))
        floor = (3, 10) if release >= (26, 1) else (3, 9) if release >= (25, 1) else (3, 8)
        return self.version >= floor and (release >= (23, 2) or self.version < (3, 12))


@lru_cache(maxsize=1)
def interpreters() -> tuple[Python, ...]:
    """The Pythons 3.9 to 3.14 on this machine, one for each minor version, oldest first, ours included."""
    return tuple(python for python in every_python() if python.version >= (3, 9))


@lru_cache(maxsize=1)
def every_python() -> tuple[Python, ...]:
    """The same from 2.7 on: what users may have behind their pip."""
    found = {sys.version_info[:2]: Python(sys.executable, sys.version_info[:3])}
    names = ["python2.7", *(f"python3.{minor}" for minor in range(6, 15))]
    for name in (*names, "/usr/bin/python3", *_behind_shims(names)):
        python = _ask(name)
        if python is not None:
            found.setdefault(python.version[:2], python)
    return tuple(found[key] for key in sorted(found))


def pip_folder(version: str) -> Path:
    """The folder that holds the package ``pip`` of a pinned release; skips the test where there is none."""
    default = Path.home() / ".cache" / "piptrust-tests"
    folder = Path(os.environ.get(CACHE_VARIABLE) or default) / f"pip-{version}"
    if not (folder / "pip" / "__init__.py").is_file():
        _fetch(version, folder)
    return folder


def clean_environment(home: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which none of this machine's pip or TLS settings counts; ``home`` is the user's."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CONFIG_DIRS": str(home / "etc-xdg"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        **(variables or {}),
    }


def run_pip(
    version: str,
    arguments: Sequence[str],
    home: Path,
    *,
    python: Python | None = None,
    variables: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Runs ``pip <arguments>`` to its end; the exit status is the caller's to judge.

    ``home`` must exist; a configuration file for this run goes to ``home/.config/pip/pip.conf``. ``python``
    is the newest that supports this pip unless given.
    """
    if python is None:
        python = [p for p in interpreters() if p.can_run(version)][-1]
    command = [python.executable, "-c", _LAUNCHER, str(pip_folder(version)), "--disable-pip-version-check"]
    return subprocess.run(
        [*command, *arguments],
        cwd=cwd or home,
        env=clean_environment(home, variables),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )


def _behind_shims(names: Sequence[str]) -> list[str]:
    """The interpreters of a version manager whose shims are on PATH but answer for one version only."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    roots = [folder.parent / "versions" for folder in folders if folder.name == "shims"]
    return [str(path) for root in roots for name in names for path in sorted(root.glob(f"*/bin/{name}"))]


def _ask(name: str) -> Python | None:
    question = "import sys; print(sys.executable); print('%d %d %d' % sys.version_info[:3])"
    try:
        answer = subprocess.run(
            [name, "-E", "-s", "-S", "-c", question], capture_output=True, text=True, timeout=10, check=True
        )
        executable, numbers = answer.stdout.splitlines()
        major, minor, micro = (int(n) for n in numbers.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Python(executable, (major, minor, micro))


def _fetch(version: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        temporary = Path(name)
        wanted = temporary / "requirements.txt"
        wanted.write_text(f"pip=={version} --hash=sha256:{HASHES[version]}\n")
        options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version=3.12", "--quiet"]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", *options, "-d", str(temporary), "-r", str(wanted)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            pytest.skip(
                f"needs a package registry (or a filled {CACHE_VARIABLE}): pip {version} cannot be had"
            )
        (wheel,) = temporary.glob("pip-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(temporary / "unpacked")
        try:
            (temporary / "unpacked").rename(folder)
        except OSError:
            # Another test process was faster.
            if not (folder / "pip").is_dir():
                raise
