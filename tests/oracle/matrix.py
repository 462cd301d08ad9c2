"""Which cases are run: all of them, or a spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oracle.world import SERVERS, SETTINGS
from support.pips import HASHES, Python, interpreters

EXTRA_SERVERS = ("file-host", "file-host-untrusted", "redirect", "unknown-name", "refused")
# Settings that are worth crossing with each server; all others meet the good server only.
CROSSED = ("cert", "trusted-host", "legacy-certs and cert")


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
    return list(dict.fromkeys(found))


def everything() -> Iterator[Case]:
    for pip, python in pairs():
        for server, setting in combinations():
            yield Case(pip, python, server, setting)


def spread() -> Iterator[Case]:
    """Each combination once, with the pairs dealt out in turn; a stride keeps neighbours apart."""
    dealt = pairs()
    for number, (server, setting) in enumerate(combinations()):
        pip, python = dealt[number * 7 % len(dealt)]
        yield Case(pip, python, server, setting)
