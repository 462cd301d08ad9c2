"""pip's own configuration loader, asked about one file after the other in one long-lived process."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.pips import Python, clean_environment, pip_folder

# Reads tasks and writes answers, one JSON value a line. ``_load_file`` is what ``Configuration.load`` calls
# for every file; asking for it leaves out the machine's own. The locale's codec is what pip asks Python for.
_LOADER = """
import base64, json, locale, os, sys
if sys.argv[1]:
    sys.path.insert(0, sys.argv[1])
from pip._internal import configuration, exceptions
user = configuration.OVERRIDE_ORDER[1]
for line in sys.stdin:
    task = json.loads(line)
    with open(sys.argv[2], "wb") as stream:
        stream.write(base64.b64decode(task["content"]))
    locale.getpreferredencoding = lambda do_setlocale=True: task["encoding"]
    locale.getencoding = lambda: task["encoding"]
    answer = {"values": [], "error": None, "message": None}
    loader = configuration.Configuration(isolated=False)
    try:
        loader._load_file(user, sys.argv[2])
        values = loader._config[user]
        if sys.argv[2] in values:
            values = values[sys.argv[2]]
        answer["values"] = [[key, value] for key, value in values.items() if isinstance(value, str)]
    except exceptions.ConfigurationFileCouldNotBeLoaded as error:
        answer["error"] = type(error.error).__name__ if error.error else "UnicodeDecodeError"
        answer["message"] = str(error)
    print(json.dumps(answer), flush=True)
"""


@dataclass(frozen=True)
class Loaded:
    """What pip's loader made of a file.

    Attributes:
        values: ``section.key`` and value, in the order of pip's own dictionary.
        error: the name of the exception that stopped it, or None.
        message: what pip would print then.
    """

    values: tuple[tuple[str, str], ...]
    error: str | None
    message: str | None


class PipLoader:
    """One pip under one Python."""

    def __init__(self, python: Python, folder: Path | None) -> None:
        """``folder`` holds the package; None means the pip installed in that Python."""
        self._temporary = tempfile.TemporaryDirectory(prefix="pip-loader-")
        home = Path(self._temporary.name)
        self.path = str(home / "pip.conf")
        self._process = subprocess.Popen(
            [python.executable, "-c", _LOADER, str(folder or ""), self.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=clean_environment(home),
            encoding="ascii",
        )

    def load(self, content: bytes, encoding: str = "utf-8") -> Loaded:
        """What pip makes of ``content`` where the locale's codec is ``encoding``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        task = {"content": base64.b64encode(content).decode("ascii"), "encoding": encoding}
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Loaded(tuple((k, v) for k, v in answer["values"]), answer["error"], answer["message"])

    def close(self) -> None:
        self._process.communicate()
        self._temporary.cleanup()


@cache
def loader_of(python: Python, pip_version: str) -> PipLoader:
    """The loader of a pinned pip; it lives until :func:`close_loaders`."""
    loader = PipLoader(python, pip_folder(pip_version))
    _open.append(loader)
    return loader


@cache
def installed_loader() -> PipLoader:
    """The loader of the pip beside us."""
    loader = PipLoader(Python(sys.executable, sys.version_info[:3]), None)
    _open.append(loader)
    return loader


def close_loaders() -> None:
    """Ends every process that was started."""
    while _open:
        _open.pop().close()
    loader_of.cache_clear()
    installed_loader.cache_clear()


_open: list[PipLoader] = []
