"""``workspace/executeCommand``: the commands are in ``lsp/commands/``."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from piptrust.lsp.command import all_commands
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.WORKSPACE_EXECUTE_COMMAND)
async def execute_command(session: Session, params: types.ExecuteCommandParams) -> Any:
    command = all_commands().get(params.command)
    if command is None:
        raise JsonRpcInvalidParams(f"piptrust has no command {params.command}")
    return await command(session, params.arguments or [])
