"""Findings as SARIF 2.1.0 (OASIS standard), which code scanning services take."""

from __future__ import annotations

import json
from typing import Any

from piptrust import __version__
from piptrust.engine.finding import Finding, Related, Severity
from piptrust.engine.rule import rule_named
from piptrust.engine.rule_page import page_text, rule_page, section
from piptrust.locale import tr
from piptrust.render.report import Report
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri, redact

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}
_ROOT = "%SRCROOT%"


def sarif(report: Report) -> str:
    """The report as one SARIF log with one run, in ASCII. Paths are relative to the working folder."""
    rule_ids = sorted({finding.rule for finding in report.findings})
    run = {
        "tool": {
            "driver": {
                "name": "piptrust",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule_id) for rule_id in rule_ids],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": failure.reason},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": _artifact(report, path_to_uri(failure.path))
                                }
                            }
                        ],
                    }
                    for failure in report.failures
                ],
            }
        ],
        "originalUriBaseIds": {_ROOT: {"uri": path_to_uri(report.base.rstrip("/") + "/")}},
        # Our columns count code points, and a lone CR ends a line for editors and so for us.
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(report, finding, rule_ids.index(finding.rule)) for finding in report.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(rule_id: str) -> dict[str, Any]:
    rule = rule_named(rule_id)
    summary = tr(rule.summary) if rule is not None else tr("a check failed inside piptrust")
    severity = rule.severity if rule is not None else Severity.INFORMATION
    page = rule_page(rule_id)
    text = page_text(page) if page is not None else ""
    described: dict[str, Any] = {
        "id": rule_id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": section(text, "What pip does") or summary},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    if text:
        described["help"] = {"text": section(text, "What to do") or summary, "markdown": text}
    return described


def _result(report: Report, finding: Finding, rule_index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": redact(finding.message)},
        "locations": [{"physicalLocation": _place(report, finding.uri, finding.span)}],
        "properties": {
            "confidence": finding.confidence.value,
            "evidence": [f"{redact(e.text)} ({redact(e.source)})" for e in finding.evidence],
        },
    }
    if finding.related:
        result["relatedLocations"] = [_related(report, r, i) for i, r in enumerate(finding.related)]
    return result


def _related(report: Report, related: Related, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": redact(related.message)},
        "physicalLocation": _place(report, related.uri, related.span),
    }


def _place(report: Report, uri: str, span: Span) -> dict[str, Any]:
    line, column = report.position(uri, span.start)
    end_line, end_column = report.position(uri, span.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"artifactLocation": _artifact(report, uri), "region": region}


def _artifact(report: Report, uri: str) -> dict[str, str]:
    root = path_to_uri(report.base.rstrip("/") + "/")
    if not uri.startswith(root):
        return {"uri": uri}
    # A colon in the first part of a relative reference would read as a scheme (RFC 3986, section 4.2).
    return {"uri": uri[len(root) :].replace(":", "%3A"), "uriBaseId": _ROOT}
