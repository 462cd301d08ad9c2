"""``piptrust.server.applyFix``: makes the changes of a code action, or of a repair that the status shows.

Open documents change through the editor, everything else on disk. What lowers security asks first; what was written is
shown; the handshakes are made again.

Example:
    The argument is ``data`` of a fix: ``{"folder": "file:///p", "place": "https://index.test:443", "fix":
    "set-cert", "title": "Set cert to …"}``; the answer ``true``.

Test: tests/lsp/test_status_fixes.py
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Union, cast

from lsprotocol import types

from piptrust.engine.edits.write import WriteRefused, write_changes
from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.lsp.capabilities import APPLY_FIX
from piptrust.lsp.chosen_fix import ChosenFix, chosen_fix
from piptrust.lsp.command import command
from piptrust.lsp.messages import tell
from piptrust.lsp.probed_fix import ProbedFix, probed_fix
from piptrust.lsp.session import Session
from piptrust.lsp.workspace_edit import workspace_edit
from piptrust.parse.kind import kind_of
from piptrust.text.edit import Change, CreateFile, EditFile
from piptrust.text.uri import path_to_uri, uri_to_path

_Fix = Union[ChosenFix, ProbedFix]


@command(APPLY_FIX)
async def apply_fix(session: Session, arguments: Sequence[Any]) -> bool:
    """Open documents change through the editor, everything else on disk; whether the fix was applied.

    The argument: the ``data`` of a code action, or of a fix of the status.
    """
    try:
        fix = _named(session, arguments[0] if arguments else None)
        if not await _confirmed(session, fix):
            return False
        # The texts may have changed while the question stood on the screen.
        await _to_the_end(_apply(session, fix, fix.changes(session)))
    except (FixImpossible, WriteRefused) as reason:
        tell(session.server, str(reason))
        return False
    session.probe_again(fix.folder)
    return True


def _named(session: Session, data: Any) -> _Fix:
    named = cast("object", data)
    if isinstance(named, Mapping) and "place" in named:
        return probed_fix(session, cast("Mapping[str, Any]", named))
    return chosen_fix(session, cast("object", named))


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """A change that has begun is made, even where the request is cancelled by then: half of it would be worse."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task


async def _confirmed(session: Session, fix: _Fix) -> bool:
    """Whether the user wants it; asked only for what lowers security.

    A client that cannot ask has shown the title of a code action in a menu, which says so; of a repair of the status
    nobody knows what was shown, and a root's fingerprint must have been read.

    Raises:
        FixImpossible: a repair of the status lowers security, and the client cannot ask.
    """
    if not fix.lowers_security:
        return True
    if not session.client.asks:
        if isinstance(fix, ProbedFix):
            raise FixImpossible(
                tr("This lowers security, and this editor cannot ask for your consent. It was not applied.")
            )
        return True
    button = tr("Apply")
    answer = await session.server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            types.MessageType.Warning, fix.question, [types.MessageActionItem(button)]
        )
    )
    return answer is not None and answer.title == button


async def _apply(session: Session, fix: _Fix, changes: Sequence[Change]) -> None:
    in_editor = [
        change for change in changes if isinstance(change, EditFile) and session.shown(change.uri) is not None
    ]
    on_disk = [change for change in changes if change not in in_editor]
    written = write_changes(on_disk, fix.folder.workspace.snapshot())
    try:
        if in_editor:
            await _edit(session, fix, in_editor)
    finally:
        if written:
            session.disk_changed(path_to_uri(path) for path in written)
            paths = ", ".join(written)
            tell(session.server, tr("piptrust wrote {paths}", paths=paths), types.MessageType.Info)
    _show(session, on_disk)


async def _edit(session: Session, fix: _Fix, changes: Sequence[Change]) -> None:
    edit = workspace_edit(session, fix.folder, changes)
    answer = await session.server.workspace_apply_edit_async(
        types.ApplyWorkspaceEditParams(edit=edit, label=fix.title)
    )
    if answer.applied:
        return
    if answer.failure_reason:
        raise FixImpossible(tr("The editor did not apply the change: {reason}", reason=answer.failure_reason))
    raise FixImpossible(tr("The editor did not apply the change."))


def _show(session: Session, changes: Sequence[Change]) -> None:
    """Opens what was written, where the client can: nothing is changed behind the user's back."""
    if not session.client.shows_documents:
        return
    for change in changes:
        path = uri_to_path(change.uri) or change.uri
        # A CA bundle is thousands of lines that nobody reads.
        if kind_of(path) is None and not (isinstance(change, CreateFile) and not path.endswith(".pem")):
            continue
        params = types.ShowDocumentParams(uri=session.client_uri(change.uri), take_focus=False)
        session.server.window_show_document(params)
