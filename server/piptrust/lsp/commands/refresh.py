"""``piptrust.server.refresh``: looks at everything again.

Example:
    ``pip`` was upgraded: after the command, options that only the newer one knows are no longer flagged.

Test: tests/lsp/test_execute_command.py
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piptrust.locale import mark
from piptrust.lsp.capabilities import REFRESH
from piptrust.lsp.command import command
from piptrust.lsp.session import Session


@command(REFRESH, progress=mark("Looking at everything again"))
async def refresh(session: Session, arguments: Sequence[Any]) -> None:
    """The interpreter too; answers when the diagnostics are published."""
    del arguments
    # Settings that are still on their way may name another interpreter.
    await session.settled()
    for folder in session.folders:
        folder.workspace.forget_all()
        folder.ask_again()
        session.start(folder)
    for folder in session.folders:
        await folder.settled()
        session.folder_changed(folder)
    while session.work():
        pass
