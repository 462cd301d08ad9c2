"""``initialized``: from here on the server may ask the client, and start its own work.

It asks for settings, has files watched, looks through the folders, asks each folder's interpreter, and probes.

Example:
    After ``initialized`` come ``client/registerCapability`` and ``workspace/configuration``.

Test: tests/lsp/test_protocol.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.feature import answers
from piptrust.lsp.features.configuration import ask_configuration, watch_configuration
from piptrust.lsp.features.diagnostics_push import Unopened
from piptrust.lsp.features.formatting import register_formatting
from piptrust.lsp.features.notebook_sync import register_cells
from piptrust.lsp.features.watched_files import watch_files
from piptrust.lsp.refresh import refresh_views
from piptrust.lsp.session import Session


@answers(types.INITIALIZED)
def initialized(session: Session, params: types.InitializedParams) -> None:
    del params
    watch_configuration(session)
    register_formatting(session)
    register_cells(session)
    watch_files(session)
    if not session.client.pulls:
        session.after_work.append(Unopened(session).publish)
    refresh_views(session)
    session.spawn(ask_configuration(session))
    session.start_probing()
