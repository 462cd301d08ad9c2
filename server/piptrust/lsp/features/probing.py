"""``window/workDoneProgress/cancel``: the person at the editor does not want to wait.

A probe that takes over a second shows as progress; cancelled, it ends, and the status says so.

Example:
    ``{"token": "piptrust-probe-…"}`` ends the handshakes; the state becomes ``unknown``, with the reason.

Test: tests/lsp/test_cancel.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
def cancel_progress(session: Session, params: types.WorkDoneProgressCancelParams) -> None:
    stop = session.cancellable.pop(str(params.token), None)
    if stop is not None:
        stop()
