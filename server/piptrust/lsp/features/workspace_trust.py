"""``piptrust/workspaceTrust``: the user came to trust the workspace, or takes that back.

Until then nothing is started that the workspace names, and nothing is connected.

Example:
    ``{"trusted": true}``: the state goes from ``untrusted`` to ``checking``.

Test: tests/lsp/test_status_fixes.py
"""

from __future__ import annotations

import logging
from typing import Any

from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session

WORKSPACE_TRUST = "piptrust/workspaceTrust"
_log = logging.getLogger(__name__)


@answers(WORKSPACE_TRUST)
def workspace_trust(session: Session, params: Any) -> None:
    """The parameters: ``{"trusted": true or false}``."""
    trusted = getattr(params, "trusted", None)
    if not isinstance(trusted, bool):
        _log.warning("%s came without 'trusted'; nothing changed", WORKSPACE_TRUST)
        return
    session.trust(trusted)
