"""``piptrust.server.configurationFiles``: where pip looks for its configuration, and what stands there.

Example:
    ``[{"uri": "file:///etc/pip.conf", "path": "/etc/pip.conf", "scope": "global", "exists": false,
    "inEffect": true}, …]``

Test: tests/lsp/test_report.py
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piptrust.lsp.capabilities import CONFIGURATION_FILES
from piptrust.lsp.command import command, folders_of
from piptrust.lsp.session import Session
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Level
from piptrust.resolve.locations import Location, configuration_files
from piptrust.text.records import replace
from piptrust.text.uri import path_to_uri

_SCOPES = {Level.GLOBAL: "global", Level.USER: "user", Level.SITE: "site", Level.ENV: "environment"}


@command(CONFIGURATION_FILES)
async def configuration_files_of(session: Session, arguments: Sequence[Any]) -> list[dict[str, Any]]:
    """In pip's order, lowest first. The argument: ``{"uri": …}``.

    Files that ``PIP_CONFIG_FILE`` hides are among them, as not in effect.
    """
    folder = folders_of(session, arguments)[0]
    environment, disk = folder.workspace.environment, folder.workspace.disk

    def kind_at(path: str) -> EntryKind:
        return disk.entry(path).kind

    variables = {k: v for k, v in environment.variables.items() if k != "PIP_CONFIG_FILE"}
    read = configuration_files(environment, kind_at)
    usual = configuration_files(replace(environment, variables=variables), kind_at)
    return [
        {
            "uri": session.client_uri(path_to_uri(place.path)),
            "path": place.path,
            "scope": _SCOPES[place.level],
            "exists": kind_at(place.path) not in {EntryKind.MISSING, EntryKind.FORBIDDEN},
            "inEffect": place in read,
        }
        for place in _in_order(usual, read)
    ]


def _in_order(usual: Sequence[Location], read: Sequence[Location]) -> list[Location]:
    """The usual places, and the one that ``PIP_CONFIG_FILE`` names, which is read last."""
    return [*usual, *(place for place in read if place not in usual)]
