"""Runs the rules over one document. Pure: the same snapshot gives the same findings."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.faults import log_fault
from piptrust.engine.finding import Finding, Severity
from piptrust.engine.rule import Diagnosis, Rule, all_rules
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.suppress import without_allowed
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.text.records import dataclass, field
from piptrust.text.span import Span


@dataclass(frozen=True)
class Selection:
    """Which rules run, and how severe they are.

    Attributes:
        only: ids of the rules that run, or None for all.
        off: ids of rules that do not run.
        severities: severity by rule id; it replaces whatever the rule would say.
    """

    only: frozenset[str] | None = None
    off: frozenset[str] = field(default_factory=frozenset[str])
    severities: Mapping[str, Severity] = field(default_factory=dict[str, Severity])

    def runs(self, rule_id: str) -> bool:
        return rule_id not in self.off and (self.only is None or rule_id in self.only)


EVERYTHING = Selection()
INTERNAL_ERROR = "internal-error"


def analyze(snapshot: Snapshot, document: Document, selection: Selection = EVERYTHING) -> tuple[Finding, ...]:
    """The findings for one document, in the order in which they stand in it.

    A rule that raises gives one ``internal-error`` finding and a log line; the others still run.
    """
    view = View(snapshot, document)
    findings: list[Finding] = []
    for rule in all_rules():
        if document.kind in rule.kinds and selection.runs(rule.id):
            findings.extend(_run(rule, view, selection))
    kept = without_allowed(findings, document)
    kept.sort(key=lambda f: (f.span, -f.severity, f.rule))
    return tuple(kept)


def _run(rule: Rule, view: View, selection: Selection) -> list[Finding]:
    try:
        return [_complete(rule, diagnosis, view, selection) for diagnosis in rule.check(view)]
    except Exception:
        log_fault("rule %s failed", rule.id)
        message = tr(
            "The check '{rule}' failed inside piptrust; the other checks ran. Please report it.", rule=rule.id
        )
        return [Finding(INTERNAL_ERROR, view.document.uri, Span(0, 0), message, Severity.INFORMATION)]


def _complete(rule: Rule, diagnosis: Diagnosis, view: View, selection: Selection) -> Finding:
    severity = selection.severities.get(rule.id, diagnosis.severity or rule.severity)
    return Finding(
        rule=rule.id,
        uri=view.document.uri,
        span=diagnosis.span,
        message=diagnosis.message,
        severity=severity,
        confidence=diagnosis.confidence,
        evidence=diagnosis.evidence,
        related=diagnosis.related,
        tags=diagnosis.tags,
        offers=diagnosis.offers,
    )
