"""What real pip makes of an index: whether it gets the file, and the kind of error if not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from piptrust.probe.pip_output import kind_of_error
from piptrust.probe.report import PipError
from support.pips import Python, pip_folder

# As in support.pips: the machine's and the Python's configuration files must not count.
_LAUNCHER = """
import runpy, sys
from pip._internal import configuration
listed = configuration.get_configuration_files
def below_home():
    return {k: v if str(getattr(k, "value", k)) == "user" else [] for k, v in listed().items()}
configuration.get_configuration_files = below_home
sys.argv[0] = "pip"
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class PipVerdict:
    """``error`` is None where pip got the file, or does not say why not; ``output`` is all that it printed."""

    error: PipError | None
    output: str
    failed: bool = True


def pip_variables(version: str, base: Mapping[str, str]) -> dict[str, str]:
    """The environment in which ``python -m pip`` is this pip, for pip itself and for the agent alike.

    Compiling a pip takes longer than running it, so it leaves its bytecode beside its unpacked release.
    """
    kept = {name: value for name, value in base.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": f"{base['PYTHONPATH']}:{pip_folder(version)}"}


def ask_pip(
    python: Python,
    variables: Mapping[str, str],
    folder: Path,
    arguments: Sequence[str] = (),
    verbosity: Sequence[str] = ("-vv",),
) -> PipVerdict:
    """Lets real pip download the lab's project, under ``variables`` and what stands below its HOME."""
    command = [python.executable, "-c", _LAUNCHER, *verbosity, "download", "--no-deps", "--no-cache-dir"]
    command += ["--retries", "0", "--timeout", "2", "-d", str(folder / "downloads"), *arguments, "labpkg"]
    done = subprocess.run(
        command,
        env=dict(variables),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    output = done.stdout + done.stderr
    if done.returncode == 0:
        return PipVerdict(None, output, failed=False)
    return PipVerdict(_kind(output), output)


def _kind(output: str) -> PipError | None:
    # What the lab's own resolver says stands for the system's.
    kind = kind_of_error(output.replace("the lab knows no such name", "Name or service not known"))
    if kind is None:
        print(output, file=sys.stderr)
    return kind
