"""Other language servers for such files: pinned, in environments of their own, cut off from the network."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Some servers fetch lists of packages as soon as they start, which is neither what is measured nor ours to ask for.
_NO_NETWORK = """
import socket

def _refuse(*arguments, **options):
    raise socket.gaierror("no network in benchmarks")

socket.getaddrinfo = socket.gethostbyname = _refuse
"""


@dataclass(frozen=True)
class Peer:
    """One server.

    Attributes:
        package: its distribution's name.
        version: the pinned one.
        program: its script.
        arguments: to have it talk over standard input and output.
        toml: whether it reads pyproject.toml, where the others read requirements files.
        variables: what keeps it from the network.
    """

    package: str
    version: str
    program: str
    arguments: tuple[str, ...] = ()
    toml: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)


REQUIREMENTS_LANGUAGE_SERVER = Peer("requirements-language-server", "0.1.4", "requirements-language-server")
TOMBI = Peer("tombi", "1.9.6", "tombi", ("lsp", "--offline"), toml=True, variables={"TOMBI_OFFLINE": "true"})
PEERS = (REQUIREMENTS_LANGUAGE_SERVER, TOMBI)


def command_of(peer: Peer) -> list[str] | None:
    """What starts the peer; it is installed once. None where it cannot be had."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "piptrust-benchmarks" / f"{peer.package}-{peer.version}"
    program = folder / "bin" / peer.program
    if not program.exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run(
            [folder / "bin" / "python", "-m", "pip", "install", "--quiet", f"{peer.package}=={peer.version}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(f"{peer.package} cannot be installed here, so it stands beside nothing", file=sys.stderr)
            return None
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "no_network.py").write_text(_NO_NETWORK, encoding="utf-8")
    (site / "no_network.pth").write_text("import no_network\n", encoding="utf-8")
    return [str(program), *peer.arguments]
