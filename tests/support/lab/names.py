"""Gives child processes the lab's names without touching the machine: a start-up hook answers for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

# Runs on every Python from 2.7 on, in pip and in the agent alike. It also maps ports, so that an index can
# stand at port 443 without anyone listening there.
_HOOK = """\
import json
import os
import socket

_real = socket.getaddrinfo
_ports = json.loads(os.environ.get("LAB_PORTS", "{}"))
_missing = set(json.loads(os.environ.get("LAB_MISSING", "[]")))


def _lab(host, port, *args, **keywords):
    name = host.decode("ascii") if isinstance(host, bytes) else host
    if name and name.lower().rstrip(".").endswith((".test", ".example")):
        name = name.lower()
        if name in _missing:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        port = _ports.get("%s:%s" % (name, port), port)
        host = "127.0.0.1"
    elif name and name not in ("localhost", "127.0.0.1", "::1", "0.0.0.0"):
        raise socket.gaierror(socket.EAI_NONAME, "the lab knows no such name")
    return _real(host, port, *args, **keywords)


socket.getaddrinfo = _lab
"""


def lab_variables(
    folder: Path, *, ports: Mapping[str, int] | None = None, missing: tuple[str, ...] = ()
) -> dict[str, str]:
    """The whole environment for a child that lives in the lab; nothing of the machine's settings is in it.

    Args:
        folder: an empty folder that becomes the child's home.
        ports: where ``host:port`` really listens, for ports that nobody can bind.
        missing: names that do not resolve.
    """
    hook = folder / "hook"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(_HOOK)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CONFIG_DIRS": str(home / "xdg"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(hook),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAB_PORTS": json.dumps(dict(ports or {})),
        "LAB_MISSING": json.dumps(list(missing)),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }
