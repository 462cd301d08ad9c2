"""``codeAction/resolve``: the edit of an action, worked out when somebody chooses it.

The fix is looked up anew among the findings for the text as it is then. What an editor cannot write itself (another
encoding, a file that it cannot create) becomes a command that has the server do it.

Example:
    "Set cert to /etc/ssl/certs/ca-certificates.crt" resolves to an edit that inserts the line ``cert = …``
    below ``[global]``.

Test: tests/lsp/test_code_action.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.fix import FixImpossible
from piptrust.lsp.capabilities import APPLY_FIX
from piptrust.lsp.chosen_fix import ChosenFix, chosen_fix
from piptrust.lsp.feature import answers
from piptrust.lsp.messages import tell
from piptrust.lsp.session import Session
from piptrust.lsp.workspace_edit import can_edit, workspace_edit


@answers(types.CODE_ACTION_RESOLVE)
def code_action_resolve(session: Session, params: types.CodeAction) -> types.CodeAction:
    try:
        fill(session, params, chosen_fix(session, params.data))
    except FixImpossible as reason:
        tell(session.server, str(reason))
    return params


def fill(session: Session, action: types.CodeAction, chosen: ChosenFix) -> None:
    """Puts the edit into the action, or the command that has the server make it.

    Raises:
        FixImpossible: with the reason, in the user's terms.
    """
    folder = chosen.document.folder
    changes = chosen.changes(session)
    client = session.client
    ask_first = chosen.lowers_security and not client.annotates and client.asks
    if ask_first or not all(can_edit(session, folder, change) for change in changes):
        action.command = types.Command(action.title, APPLY_FIX, arguments=[chosen.data()])
        return
    confirm = chosen.title if chosen.lowers_security else None
    action.edit = workspace_edit(session, folder, changes, confirm=confirm)
