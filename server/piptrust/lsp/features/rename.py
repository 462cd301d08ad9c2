"""``textDocument/rename``: another name for a host, or another path for a CA file, in all files that have it.

Credentials are never touched. Files outside the workspace, such as the user's own pip.conf, are changed when they
are open in the editor; closed ones only where the client asks for confirmation, and else nothing is renamed at all.

Example:
    `{"newName": "b.example"}` turns `https://user:a.example@a.example:8443/` into `https://user:a.example@b.example:8443/`,
    and `a.example` in a `trusted-host` list into `b.example`.

Test: tests/lsp/test_navigation.py
"""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from piptrust.engine.navigation.rename import RenameImpossible, renamable
from piptrust.engine.navigation.rename import rename as rename_in
from piptrust.locale import tr
from piptrust.lsp.convert import to_offset
from piptrust.lsp.feature import answers
from piptrust.lsp.locations import known_documents
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.lsp.workspace_edit import can_edit, workspace_edit
from piptrust.text.edit import EditFile
from piptrust.text.uri import uri_to_path


@answers(types.TEXT_DOCUMENT_RENAME)
def rename(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    document = session.document(params.text_document.uri)
    if document is None:
        return None
    offset = to_offset(document.index, params.position, session.client.encoding)
    try:
        mention = renamable(session.view(document), offset)
        changes = rename_in(known_documents(session), mention, params.new_name)
        outside = _outside(session, document, changes)
    except RenameImpossible as reason:
        raise refusal(reason) from None
    confirm = tr("Rename in files outside the workspace, too") if outside else None
    return workspace_edit(session, document.folder, changes, confirm=confirm, confirmed=outside)


def refusal(reason: RenameImpossible) -> JsonRpcException:
    """The error with which the client shows the reason."""
    return JsonRpcException(str(reason), types.LSPErrorCodes.RequestFailed.value)


def _outside(session: Session, document: OpenDocument, changes: Sequence[EditFile]) -> frozenset[str]:
    """The URIs of closed files outside the workspace, whose change has to be confirmed.

    Raises:
        RenameImpossible: the editor cannot ask, or cannot write one of the files as it is encoded.
    """
    closed = [change for change in changes if change.uri not in session.documents]
    for change in closed:
        if not any(can_edit(session, folder, change) for folder in (document.folder, *session.folders)):
            raise RenameImpossible(
                tr(
                    "{path} has it, too, and is not in UTF-8, so an editor could spoil it. Open it first.",
                    path=uri_to_path(change.uri) or change.uri,
                )
            )
    paths = {change.uri: uri_to_path(change.uri) or "" for change in closed}
    outside = {uri: path for uri, path in paths.items() if not any(f.holds(path) for f in session.folders)}
    if outside and not session.client.annotates:
        raise RenameImpossible(
            tr(
                "{paths} has it, too, outside the workspace. Open it to have it renamed there as well.",
                paths=", ".join(outside.values()),
            )
        )
    return frozenset(outside)
