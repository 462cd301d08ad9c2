"""Findings as workflow commands, which GitHub shows at the changed lines of a pull request."""

from __future__ import annotations

from piptrust.engine.finding import Finding, Severity
from piptrust.render.report import Report
from piptrust.text.uri import redact

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


def github(report: Report) -> str:
    """One ``::error …::message`` line per finding."""
    return "".join(_command(report, finding) + "\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    line, column = report.position(finding.uri, finding.span.start)
    end_line, end_column = report.position(finding.uri, finding.span.end)
    properties = {"file": report.path(finding.uri), "line": line, "endLine": end_line, "col": column}
    # An end column is only taken for a range on one line (actions/toolkit, core.AnnotationProperties).
    if end_line == line:
        properties["endColumn"] = end_column
    properties["title"] = f"piptrust: {finding.rule}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(redact(finding.message))}"


def _data(text: str) -> str:
    # The escapes of actions/toolkit, packages/core/src/command.ts: escapeData and escapeProperty.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
