"""``piptrust.server.showEffective``: what is in effect for ``pip install`` in a folder.

Example:
    ``{"format": "markdown"}`` is answered with a table of options, values, and who set them.

Test: tests/lsp/test_execute_command.py
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from piptrust.engine.in_effect import in_effect
from piptrust.locale import tr
from piptrust.lsp.capabilities import SHOW_EFFECTIVE
from piptrust.lsp.command import command, fields_of, folders_of
from piptrust.lsp.session import Session
from piptrust.render.config_json import config_json
from piptrust.render.config_table import config_table
from piptrust.render.hover import fenced


@command(SHOW_EFFECTIVE)
async def show_effective(session: Session, arguments: Sequence[Any]) -> Any:
    """The argument: ``{"format": "markdown" or "json", "uri": …}``."""
    folder = folders_of(session, arguments)[0]
    # Which pip is meant may not be known yet.
    await folder.settled()
    report = in_effect(folder.workspace, folder.workspace.disk, "install")
    if fields_of(arguments).get("format") == "json":
        return json.loads(config_json(report))
    title = tr("What is in effect for pip")
    return f"# {title}\n\n{fenced(config_table(report))}"
