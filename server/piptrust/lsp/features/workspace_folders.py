"""``workspace/didChangeWorkspaceFolders``: each folder has its own interpreter, settings and probe.

Example:
    A second folder is added: its ``.venv`` is asked, and ``piptrust/status`` comes for it.

Test: tests/lsp/test_workspace_folders.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.feature import answers
from piptrust.lsp.features.configuration import ask_configuration
from piptrust.lsp.session import Session


@answers(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
def did_change_workspace_folders(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.removed:
        session.remove_folder(folder.uri)
    known = {folder.uri for folder in session.folders}
    for folder in params.event.added:
        if folder.uri not in known:
            session.add_folder(folder.uri)
    session.settle_documents()
    session.spawn(ask_configuration(session))
