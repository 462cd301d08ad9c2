"""What is in effect, for programs. Additions keep the schema's number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from piptrust import __version__
from piptrust.engine.in_effect import InEffect, OptionSet
from piptrust.resolve.effective import Assignment, Level, Origin, why_beaten
from piptrust.text.uri import redact

SCHEMA = 1


def config_json(report: InEffect, names: Sequence[str] = ()) -> str:
    """The report as one JSON object, in ASCII; with ``names``, only these options in it."""
    interpreter = report.environment.interpreter
    content = {
        "schema": SCHEMA,
        "version": __version__,
        "command": report.command,
        "pip": {
            "version": None if interpreter is None else interpreter.pip_version,
            "location": None if interpreter is None else interpreter.pip_location,
            "python": None if interpreter is None else interpreter.executable,
            "python_version": None if interpreter is None else ".".join(map(str, interpreter.python_version)),
            "no_interpreter": _redacted(report.environment.no_interpreter),
        },
        "stops_pip": _redacted(report.stops_pip or report.trust.refuses),
        "options": [_option(report, o) for o in report.options if not names or o.effective.key in names],
        "files": [
            {
                "level": read.file.level.word,
                "path": read.file.path,
                "kind": read.kind.value,
                "read": read.file.document is not None,
                "stops_pip": _redacted(read.stops_pip),
            }
            for read in report.files
        ],
        "trust": _trust(report),
        "indexes": [
            {
                "role": use.role.value,
                "url": redact(use.url),
                "host": use.host,
                "port": use.port,
                "public": use.public,
                "set_by": _origin(report, use.origin),
            }
            for use in report.indexes
        ],
        "proxy": report.proxy
        and {"url": redact(report.proxy.url), "set_by": _origin(report, report.proxy.origin)},
    }
    return json.dumps(content, indent=2) + "\n"


def _option(report: InEffect, option: OptionSet) -> dict[str, Any]:
    effective = option.effective
    return {
        "name": effective.key,
        "value": redact(effective.value),
        "known": option.option is not None,
        "set_by": _origin(report, effective.origin),
        "beats": [
            {**_assignment(report, loser), "why": why_beaten(effective, loser)}
            for loser in effective.overridden
        ],
    }


def _trust(report: InEffect) -> dict[str, Any]:
    trust = report.trust
    return {
        "mode": trust.mode.value,
        "bundle": None if trust.bundle is None else _assignment(report, trust.bundle),
        "not_used": [_assignment(report, loser) for loser in trust.beaten],
        "replaces_defaults": trust.replaces_defaults,
        "reads_system_store": trust.reads_system_store,
        "reads_environment": trust.reads_environment,
        "sources": [
            {
                "kind": read.source.kind.name.lower().replace("_", "-"),
                "path": read.source.path,
                "entry": None if read.kind is None else read.kind.value,
                "set_by": _origin(report, read.source.origin),
            }
            for read in report.sources
        ],
        "evidence": trust.row.evidence,
    }


def _assignment(report: InEffect, assignment: Assignment) -> dict[str, Any]:
    return {
        "name": assignment.key,
        "value": redact(assignment.value),
        "set_by": _origin(report, assignment.origin),
    }


def _origin(report: InEffect, origin: Origin) -> dict[str, Any]:
    if origin.level is Level.DEFAULT:
        return {"kind": "default", "name": origin.name}
    if origin.setting is None:
        return {"kind": "variable", "name": origin.name}
    return {
        "kind": "file",
        "level": origin.level.word,
        "path": origin.name,
        "line": report.line_of(origin),
        "section": origin.section,
    }


def _redacted(text: str | None) -> str | None:
    return None if text is None else redact(text)
