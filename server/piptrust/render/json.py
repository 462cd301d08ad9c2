"""Findings for programs. The schema is described in docs/cli.md; additions keep its number."""

from __future__ import annotations

import json as json_module
from typing import Any

from piptrust import __version__
from piptrust.engine.finding import Finding, Severity
from piptrust.render.report import Report, relative_to
from piptrust.text.span import Span
from piptrust.text.uri import redact

SCHEMA = 1


def json(report: Report) -> str:
    """The report as one JSON object, in ASCII."""
    content = {
        "schema": SCHEMA,
        "version": __version__,
        "pip": {"version": report.pip_version, "python": report.python},
        "checked": [report.path(uri) for uri in report.checked],
        "findings": [_finding(report, finding) for finding in report.findings],
        "fixed": [
            {"path": report.path(r.uri), "rule": r.rule, "title": redact(r.title)} for r in report.repairs
        ],
        "failures": [{"path": relative_to(report.base, f.path), "reason": f.reason} for f in report.failures],
        "summary": {
            severity.word: sum(1 for f in report.findings if f.severity is severity)
            for severity in sorted(Severity, reverse=True)
        },
    }
    return json_module.dumps(content, indent=2) + "\n"


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "confidence": finding.confidence.value,
        "message": redact(finding.message),
        "path": report.path(finding.uri),
        **_place(report, finding.uri, finding.span),
        "evidence": [{"text": redact(e.text), "source": redact(e.source)} for e in finding.evidence],
        "related": [
            {"message": redact(r.message), "path": report.path(r.uri), **_place(report, r.uri, r.span)}
            for r in finding.related
        ],
        "fixes": [
            {
                "title": redact(o.title),
                "safe": o.safe,
                "preferred": o.preferred,
                "lowers_security": o.lowers_security,
                "disabled": None if o.disabled is None else redact(o.disabled),
            }
            for o in finding.offers
        ],
    }


def _place(report: Report, uri: str, span: Span) -> dict[str, Any]:
    line, column = report.position(uri, span.start)
    end_line, end_column = report.position(uri, span.end)
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}
