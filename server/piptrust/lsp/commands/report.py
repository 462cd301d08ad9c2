"""``piptrust.server.report``: the last probe of a folder, for people or for a client that draws it.

Example:
    ``{"format": "json"}`` is answered with each place's chain, where it breaks, and what would complete it.

Test: tests/lsp/test_report.py
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from piptrust.locale import tr
from piptrust.lsp.capabilities import REPORT
from piptrust.lsp.command import command, fields_of, folders_of
from piptrust.lsp.session import Session


@command(REPORT)
async def report(session: Session, arguments: Sequence[Any]) -> Any:
    """The argument: ``{"uri": …, "format": "markdown" or "json"}``; without credentials in either form."""
    probe = session.probe_of(folders_of(session, arguments)[0])
    as_json = fields_of(arguments).get("format") == "json"
    if probe.report is None:
        if as_json:
            return None
        title, text = tr("What pip makes of its package indexes"), tr("No handshake was made yet.")
        return f"# {title}\n\n{text}\n"
    if as_json:
        from piptrust.lsp.aside import aside
        from piptrust.lsp.handshake_report import report_content

        # Reading the stores in which a chain's anchor may be takes a while.
        return await aside(lambda: report_content(probe))
    from piptrust.render.probe_markdown import report_markdown

    return report_markdown(probe.report, probe.context)
