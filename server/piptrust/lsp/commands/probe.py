"""``piptrust.server.probe``: makes the handshakes now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piptrust.lsp.capabilities import PROBE
from piptrust.lsp.command import command, folders_of
from piptrust.lsp.session import Session


@command(PROBE)
async def probe(session: Session, arguments: Sequence[Any]) -> Any:
    """Answers with the status when the handshakes are made. The argument: ``{"uri": …}``."""
    folders = folders_of(session, arguments)
    for folder in folders:
        # Which pip is meant may not be known yet.
        await folder.settled()
        probing = session.probe_of(folder)
        probing.look(delay=0, force=True)
        await probing.made()
    return [session.probe_of(folder).status() for folder in folders]
