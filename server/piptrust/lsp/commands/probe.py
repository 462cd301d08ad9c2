"""``piptrust.server.probe``: makes the handshakes now.

Example:
    ``[]`` is answered with one status for each folder, when the handshakes are made.

Test: tests/lsp/test_probe.py
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from piptrust.locale import mark
from piptrust.lsp.capabilities import PROBE
from piptrust.lsp.command import command, folders_of
from piptrust.lsp.session import Session


@command(PROBE, progress=mark("Making pip's TLS handshakes"))
async def probe(session: Session, arguments: Sequence[Any]) -> Any:
    """Answers with the status when the handshakes are made; who cancels it ends them. The argument: ``{"uri": …}``."""
    folders = folders_of(session, arguments)
    for folder in folders:
        # Which pip is meant may not be known yet.
        await folder.settled()
        probing = session.probe_of(folder)
        probing.look(delay=0, force=True)
        try:
            await probing.made()
        except asyncio.CancelledError:
            probing.give_up()
            raise
    return [session.probe_of(folder).status() for folder in folders]
