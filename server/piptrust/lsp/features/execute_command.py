"""``workspace/executeCommand``."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Sequence
from typing import Any, Callable, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from piptrust.engine.edits.write import WriteRefused, write_changes
from piptrust.engine.fix import FixImpossible
from piptrust.engine.in_effect import in_effect
from piptrust.lsp.capabilities import APPLY_FIX, PROBE, REFRESH, REPORT, SHOW_EFFECTIVE, STATUS
from piptrust.lsp.chosen_fix import ChosenFix, chosen_fix
from piptrust.lsp.feature import answers
from piptrust.lsp.folder import Folder
from piptrust.lsp.messages import tell
from piptrust.lsp.session import Session
from piptrust.lsp.workspace_edit import workspace_edit
from piptrust.render.config_json import config_json
from piptrust.render.config_table import config_table
from piptrust.render.hover import fenced
from piptrust.text.edit import Change, EditFile
from piptrust.text.uri import canonical_uri, path_to_uri

_log = logging.getLogger(__name__)
_GO_ON = "Apply"


@answers(types.WORKSPACE_EXECUTE_COMMAND)
async def execute_command(session: Session, params: types.ExecuteCommandParams) -> Any:
    command = _COMMANDS.get(params.command)
    if command is None:
        raise JsonRpcInvalidParams(f"piptrust has no command {params.command}")
    return await command(session, params.arguments or [])


async def _apply_fix(session: Session, arguments: Sequence[Any]) -> bool:
    """Makes the changes of a fix: open documents through the editor, everything else on disk."""
    try:
        chosen = chosen_fix(session, arguments[0] if arguments else None)
        if not await _confirmed(session, chosen):
            return False
        changes = chosen.changes(session)
        await _apply(session, chosen, changes)
    except (FixImpossible, WriteRefused) as reason:
        tell(session.server, str(reason))
        return False
    return True


async def _apply(session: Session, chosen: ChosenFix, changes: Sequence[Change]) -> None:
    folder = chosen.document.folder
    in_editor = [
        change for change in changes if change.uri in session.documents and isinstance(change, EditFile)
    ]
    on_disk = [change for change in changes if change not in in_editor]
    written = write_changes(on_disk, folder.workspace.snapshot())
    if in_editor:
        edit = workspace_edit(session, folder, in_editor)
        answer = await session.server.workspace_apply_edit_async(
            types.ApplyWorkspaceEditParams(edit=edit, label=chosen.title)
        )
        if not answer.applied:
            raise FixImpossible(f"The editor did not apply the change. {answer.failure_reason or ''}".strip())
    if written:
        session.disk_changed(path_to_uri(path) for path in written)
        tell(session.server, f"piptrust wrote {', '.join(written)}", types.MessageType.Info)


async def _confirmed(session: Session, chosen: ChosenFix) -> bool:
    """Whether the user wants it; asked only for what lowers security, by clients that can ask."""
    if not chosen.lowers_security or session.client.annotates or not session.client.asks:
        return True
    answer = await session.server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            types.MessageType.Warning, f"{chosen.title}?", [types.MessageActionItem(_GO_ON)]
        )
    )
    return answer is not None and answer.title == _GO_ON


async def _refresh(session: Session, arguments: Sequence[Any]) -> None:
    """Looks at everything again, the interpreter too; answers when the diagnostics are published."""
    del arguments
    for folder in session.folders:
        folder.workspace.forget_all()
        folder.ask_again()
        session.start(folder)
    for folder in session.folders:
        await folder.settled()
        session.folder_changed(folder)
    while session.work():
        pass


async def _show_effective(session: Session, arguments: Sequence[Any]) -> Any:
    """What is in effect for a folder. The argument: ``{"format": "markdown" or "json", "uri": …}``."""
    first = arguments[0] if arguments else None
    wanted = cast("dict[str, Any]", first) if isinstance(first, dict) else {}
    uri = wanted.get("uri")
    folder = session.folder_of(canonical_uri(uri)) if isinstance(uri, str) else session.folders[0]
    report = in_effect(folder.workspace, folder.workspace.disk, "install")
    if wanted.get("format") == "json":
        return json.loads(config_json(report))
    return f"# What is in effect for pip\n\n{fenced(config_table(report))}"


async def _probe(session: Session, arguments: Sequence[Any]) -> Any:
    """Makes the handshakes now; answers with the status when they are made. The argument: ``{"uri": …}``."""
    for folder in _folders(session, arguments):
        # Which pip is meant may not be known yet.
        await folder.settled()
        probe = session.probe_of(folder)
        probe.look(delay=0, force=True)
        await probe.made()
    return await _status(session, arguments)


async def _status(session: Session, arguments: Sequence[Any]) -> Any:
    """The status of each folder, as ``piptrust/status`` sends it. The argument: ``{"uri": …}``."""
    return [session.probe_of(folder).status() for folder in _folders(session, arguments)]


async def _report(session: Session, arguments: Sequence[Any]) -> Any:
    """The last probe of a folder in Markdown, fit to be sent to others. The argument: ``{"uri": …}``."""
    folder = _folders(session, arguments)[0]
    report = session.probe_of(folder).report
    if report is None:
        return "# What pip makes of its package indexes\n\nNo handshake was made yet.\n"
    from piptrust.render.probe_markdown import report_markdown
    from piptrust.render.probe_words import Context

    return report_markdown(report, Context(report.started, folder.workspace.snapshot().documents))


def _folders(session: Session, arguments: Sequence[Any]) -> list[Folder]:
    """The folder that the argument names, or all."""
    first = arguments[0] if arguments else None
    uri = cast("dict[str, Any]", first).get("uri") if isinstance(first, dict) else None
    return [session.folder_of(canonical_uri(uri))] if isinstance(uri, str) else list(session.folders)


_COMMANDS: dict[str, Callable[[Session, Sequence[Any]], Awaitable[Any]]] = {
    APPLY_FIX: _apply_fix,
    REFRESH: _refresh,
    SHOW_EFFECTIVE: _show_effective,
    PROBE: _probe,
    STATUS: _status,
    REPORT: _report,
}
