"""Which cases are run: all of them, or a spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oracle.world import SERVERS, SETTINGS
from support.pips import HASHES, Python, interpreters

EXTRA_SERVERS = (
    "file-host",
    "file-host-untrusted",
    "file-host-http",
    "redirect",
    "redirect-untrusted",
    "redirect-to-http",
    "unknown-name",
    "refused",
)
# Settings that are worth crossing with each server; all others meet the good server only.
CROSSED = ("cert", "trusted-host", "legacy-certs and cert")
# Settings that are about a server other than the good one.
MATCHED = (
    ("ip", "nothing"),
    ("ip", "trusted address"),
    ("ip", "proxy"),
    ("http", "nothing"),
    ("http", "trusted-host with port"),
    ("http", "trusted-host with other port"),
    ("http", "trusted-host star"),
    ("http", "find-links"),
    ("file-host-untrusted", "trusted file host"),
    ("redirect-untrusted", "trusted redirect"),
    ("refused", "extra index"),
    ("foreign", "extra index"),
    ("client-wanted", "client-cert"),
)


@dataclass(frozen=True)
class Case:
    """One run of real pip beside one prediction."""

    pip: str
    python: Python
    server: str
    setting: str

    def __str__(self) -> str:
        return (
            f"pip{self.pip}-py{self.python.version[0]}.{self.python.version[1]}-{self.server}-{self.setting}"
        )


def pairs() -> list[tuple[str, Python]]:
    return [(pip, python) for pip in HASHES for python in interpreters() if python.can_run(pip)]


def combinations() -> list[tuple[str, str]]:
    """(server, setting): every setting with the good server, every server with the crossed settings."""
    servers = [*SERVERS, *EXTRA_SERVERS]
    found = [("good", setting) for setting in SETTINGS]
    found += [(server, setting) for server in servers for setting in CROSSED]
    return list(dict.fromkeys([*found, *MATCHED]))


def everything() -> Iterator[Case]:
    for pip, python in pairs():
        for server, setting in combinations():
            yield Case(pip, python, server, setting)


def spread() -> Iterator[Case]:
    """Each setting and each server once; the pairs are dealt out, with a stride that keeps neighbours apart."""
    servers = [server for server in (*SERVERS, *EXTRA_SERVERS) if server != "good"]
    chosen = [("good", setting) for setting in SETTINGS]
    # A server's fault shows where its host is not trusted.
    chosen += [(server, CROSSED[2 if number % 4 == 3 else 0]) for number, server in enumerate(servers)]
    dealt = pairs()
    for number, (server, setting) in enumerate(dict.fromkeys([*chosen, *MATCHED])):
        pip, python = dealt[number * 7 % len(dealt)]
        yield Case(pip, python, server, setting)


def sample(every: int, offset: int) -> Iterator[Case]:
    """One case in ``every`` of all, from ``offset`` on."""
    for number, case in enumerate(everything()):
        if number % every == offset:
            yield case
