"""``piptrust.server.status``: the status of each folder, as ``piptrust/status`` sends it.

Example:
    ``[{"uri": "file:///p/pip.conf"}]`` is answered with ``[{"state": "verified", …}]``.

Test: tests/lsp/test_probe.py
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piptrust.lsp.capabilities import STATUS
from piptrust.lsp.command import command, folders_of
from piptrust.lsp.session import Session


@command(STATUS)
async def status(session: Session, arguments: Sequence[Any]) -> Any:
    """As it is now; nothing is probed. The argument: ``{"uri": …}``."""
    return [session.probe_of(folder).status() for folder in folders_of(session, arguments)]
