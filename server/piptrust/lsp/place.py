"""One probed place as clients are told of it (docs/protocol.md)."""

from __future__ import annotations

from typing import Any

from piptrust.locale import tr
from piptrust.lsp.probed_fix import fix_content
from piptrust.probe.report import TargetReport
from piptrust.render.probe_words import Context, source_name
from piptrust.text.uri import redact


def place_content(folder: str, report: TargetReport, context: Context) -> dict[str, Any]:
    """The place as ``piptrust/status`` has it; ``folder`` is the client's URI."""
    target, result = report.target, report.result
    chain = () if result is None else result.chain
    sources = [
        {"kind": source_name(source), "path": source.path, "setBy": context.place(source.origin)}
        for source in target.sources
    ]
    return {
        "url": redact(target.url),
        "host": target.host,
        "port": target.port,
        "roles": [role.value for role in target.roles],
        "setBy": context.places(target.origins),
        "outcome": report.outcome.value,
        "pipError": None if report.pip_error is None else report.pip_error.value,
        "cause": None if report.cause is None else report.cause.cause,
        "title": None if report.cause is None else report.cause.title,
        "tls": None if result is None else result.tls_version or None,
        "issuer": chain[0].issuer if chain else None,
        "expires": min(c.not_after for c in chain).isoformat() if chain else None,
        "sources": [f"{tr(s.kind.value)} {s.path or ''} ({s.origin.name})" for s in target.sources],
        "trustSources": sources,
        "fixes": [fix_content(folder, report, fix) for fix in report.fixes],
    }
