"""``workspace/willRenameFiles``: what names a file or a folder goes on naming it when it is renamed.

``-r`` and ``-c`` in requirements files, and the relative ones in a file that itself moves; ``cert``,
``client-cert``, ``requirement`` and ``constraint`` in configuration files. Relative paths stay relative, and what
needs quotes gets them; where pip has no way of reading the new path at that place, nothing is changed. Files outside
the workspace are changed when they are open in the editor; closed ones only where the editor asks for confirmation.

Example:
    When ``base.txt`` becomes ``my base.txt``, ``-r base.txt`` becomes ``-r "my base.txt"`` in every requirements file
    that includes it.

Test: tests/lsp/test_will_rename_files.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.moves.edits import edits_for_moves
from piptrust.engine.moves.move import Move
from piptrust.locale import tr
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.lsp.workspace_edit import can_edit, workspace_edit
from piptrust.text.edit import EditFile
from piptrust.text.uri import canonical_uri, uri_to_path


@answers(types.WORKSPACE_WILL_RENAME_FILES)
def will_rename_files(session: Session, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    moves = list(filter(None, (_move(one) for one in params.files)))
    changes: dict[str, EditFile] = {}
    for folder in session.folders:
        for change in edits_for_moves(folder.workspace.snapshot(), moves):
            if can_edit(session, folder, change):
                changes.setdefault(change.uri, change)
    outside = frozenset(uri for uri in changes if _is_outside(session, uri))
    if not session.client.annotates:
        for uri in outside:
            del changes[uri]
    if not changes:
        return None
    confirm = tr("Update the path in files outside the workspace, too") if outside else None
    folder = session.folders[0]
    return workspace_edit(session, folder, [*changes.values()], confirm=confirm, confirmed=outside)


def _move(renamed: types.FileRename) -> Move | None:
    old, new = (uri_to_path(canonical_uri(uri)) for uri in (renamed.old_uri, renamed.new_uri))
    return None if old is None or new is None else Move(old.rstrip("/"), new.rstrip("/"))


def _is_outside(session: Session, uri: str) -> bool:
    path = uri_to_path(uri)
    return uri not in session.documents and not any(path and f.holds(path) for f in session.folders)
