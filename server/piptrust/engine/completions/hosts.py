"""Hosts for ``trusted-host``: those that are in use. Each says what trusting it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.resolve.indexes import public_hosts

_RANK, _RANK_OF_PUBLIC, _RANK_OF_TAKEN = 20, 30, 80


def hosts(view: View, slot: Slot, taken: Collection[str]) -> Iterator[Item]:
    """The hosts that pip would fetch from, with the port where the address names one.

    Without a port an entry would speak for all of the host's ports, so the narrower form is offered.
    """
    public = public_hosts(view.environment)
    found: dict[str, tuple[str, int | None]] = {}
    for use in view.indexes:
        host = f"[{use.host}]" if ":" in use.host else use.host
        found.setdefault(host if use.port is None else f"{host}:{use.port}", (use.host, use.port))
    for handshake in view.snapshot.handshakes:
        host = f"[{handshake.host}]" if ":" in handshake.host else handshake.host
        default = 443 if urlsplit(handshake.url).scheme == "https" else 80
        port = None if handshake.port == default else handshake.port
        found.setdefault(host if port is None else f"{host}:{port}", (handshake.host, port))
    for text, (host, port) in found.items():
        yield Item(
            text,
            ItemKind.HOST,
            slot,
            text,
            detail=tr("turns verification off"),
            rank=_RANK_OF_TAKEN if text in taken else _RANK_OF_PUBLIC if host in public else _RANK,
            about=About("trusted-host", (host, "" if port is None else str(port))),
        )
