"""``workspace/didChangeConfiguration``: the settings of each folder, asked for and kept up to date.

Settings are asked for with ``workspace/configuration`` for each folder, where the client answers that, and the server
registers to be told of changes where the client takes registrations.

Example:
    ``{"settings": {"piptrust": {"rules": {"http-index": "off"}}}}`` takes the findings of that rule away at
    once.

Test: tests/lsp/test_configuration.py
"""

from __future__ import annotations

import logging
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from piptrust.locale import tr
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.lsp.settings import SECTION

_log = logging.getLogger(__name__)


@answers(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
def did_change_configuration(session: Session, params: types.DidChangeConfigurationParams) -> None:
    settings = cast("object", params.settings)
    sent = cast("dict[str, Any]", settings) if isinstance(settings, dict) else {}
    if SECTION in sent:
        for folder in session.folders:
            session.configure(folder, sent[SECTION])
            session.start(folder)
        return
    # Clients that keep settings to be asked for send null or an empty object.
    session.spawn(ask_configuration(session))


def watch_configuration(session: Session) -> None:
    """Has the client say when the settings change, where it wants to be asked for that."""
    if not session.client.registers_configuration:
        return
    registration = types.Registration(
        id="piptrust.configuration",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options=types.DidChangeConfigurationRegistrationOptions(section=SECTION),
    )
    session.server.client_register_capability(types.RegistrationParams([registration]))


async def ask_configuration(session: Session) -> None:
    """Asks for each folder's settings, then lets its work begin. It begins without an answer, too."""
    folders = list(session.folders)
    if session.client.configuration:
        items = [types.ConfigurationItem(scope_uri=f.uri or None, section=SECTION) for f in folders]
        try:
            answer = await session.server.workspace_configuration_async(types.ConfigurationParams(items))
        except JsonRpcException as error:
            _log.warning("%s", tr("the editor did not tell its settings: {reason}", reason=error.message))
        else:
            for folder, settings in zip(folders, answer):
                # A client without any answers null or an empty object; what it sent at the start then stands.
                if settings:
                    session.configure(folder, settings)
    for folder in folders:
        session.start(folder)
    session.started.set()
