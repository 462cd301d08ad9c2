"""``codeLens/resolve``: the words of one lens, as things are when it comes into sight.

Example:
    `{"title": "verified 3 min ago · TLS 1.3 · check again", "command": "piptrust.server.probe", …}`

Test: tests/lsp/test_glance.py
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, cast

from lsprotocol import types

from piptrust.engine.glance.lenses import lens_settings, lens_title
from piptrust.locale import tr
from piptrust.lsp.capabilities import PROBE
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.lsp.status import State


@answers(types.CODE_LENS_RESOLVE)
def code_lens_resolve(session: Session, params: types.CodeLens) -> types.CodeLens:
    sent = cast("object", params.data)
    data = cast("Mapping[str, Any]", sent if isinstance(sent, Mapping) else {})
    uri = str(data.get("uri", ""))
    # A lens of an older text still leads to a probe.
    title = _title(session, uri, data) or tr("check now")
    params.command = types.Command(title, PROBE, arguments=[{"uri": uri}])
    return params


def _title(session: Session, uri: str, data: Mapping[str, Any]) -> str | None:
    document = session.document(uri)
    if document is None:
        return None
    view = session.view(document)
    if not view.snapshot.handshakes and session.probe_of(document.folder).state is State.CHECKING:
        return tr("checking …")
    for setting in lens_settings(view.document):
        if (setting.key_span.start, setting.key) == (data.get("start"), data.get("key")):
            return lens_title(view.snapshot, view.document, setting, datetime.now(timezone.utc))
    return None
