"""``workspace/executeCommand``: the commands below.

A command that takes long shows progress on the client's ``workDoneToken`` and can be cancelled.

Example:
    ``{"command": "piptrust.server.status", "arguments": [{"uri": "file:///p/pip.conf"}]}``

Test: tests/lsp/test_execute_command.py
"""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from piptrust.locale import tr
from piptrust.lsp.command import all_commands
from piptrust.lsp.feature import answers
from piptrust.lsp.progress import Progress
from piptrust.lsp.session import Session


@answers(types.WORKSPACE_EXECUTE_COMMAND)
async def execute_command(session: Session, params: types.ExecuteCommandParams) -> Any:
    known = all_commands().get(params.command)
    if known is None:
        raise JsonRpcInvalidParams(f"piptrust has no command {params.command}")
    run, progress = known
    token = None if progress is None else params.work_done_token
    with Progress(session, token, tr(progress) if progress else ""):
        return await run(session, params.arguments or [])
