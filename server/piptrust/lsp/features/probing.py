"""The background probe of every folder: started, fed with changes, asked by commands."""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session


@answers(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
def cancel_progress(session: Session, params: types.WorkDoneProgressCancelParams) -> None:
    stop = session.cancellable.pop(str(params.token), None)
    if stop is not None:
        stop()
