"""``piptrust.server.explain``: what the output of a failed pip means.

Example:
    ``{"text": "… CERTIFICATE_VERIFY_FAILED …"}`` is answered with a page that names the causes and what
    decides between them.

Test: tests/lsp/test_report.py
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pygls.exceptions import JsonRpcInvalidParams

from piptrust.lsp.aside import aside
from piptrust.lsp.capabilities import EXPLAIN
from piptrust.lsp.command import command, fields_of
from piptrust.lsp.session import Session


@command(EXPLAIN)
async def explain(session: Session, arguments: Sequence[Any]) -> Any:
    """The argument: ``{"text": …, "format": "markdown" or "json"}``. Nothing is connected to."""
    del session
    fields = fields_of(arguments)
    text = fields.get("text")
    if not isinstance(text, str):
        raise JsonRpcInvalidParams("piptrust.server.explain needs the output of pip as 'text'")
    # The catalogue of causes is loaded by the first who asks, and a log may hold megabytes.
    return await aside(lambda: _explained(text, as_json=fields.get("format") == "json"))


def _explained(text: str, *, as_json: bool) -> Any:
    from piptrust.probe.explain_log import explain_log
    from piptrust.render.explained_log import explained_json
    from piptrust.render.explained_markdown import explained_markdown

    explanations = explain_log(text)
    return json.loads(explained_json(explanations)) if as_json else explained_markdown(explanations)
