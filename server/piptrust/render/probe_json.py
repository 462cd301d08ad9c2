"""A probe's verdicts for programs. The schema is described in docs/protocol.md; additions keep its number."""

from __future__ import annotations

import json
from typing import Any

from piptrust.probe.real_pip import PipAnswer
from piptrust.probe.report import ProbeReport, ProvenFix, TargetReport
from piptrust.render.probe_words import Context, source_name
from piptrust.text.uri import redact
from piptrust.x509.certificate import Certificate

SCHEMA = 1


def probe_json(report: ProbeReport, context: Context) -> str:
    """The report as one JSON object, in ASCII, without credentials."""
    return json.dumps(probe_content(report, context), indent=2) + "\n"


def probe_content(report: ProbeReport, context: Context) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "schema": SCHEMA,
        "interpreter": {
            "path": report.interpreter,
            "python": report.python_version,
            "pip": report.pip_version,
            "openssl": report.openssl,
        },
        "targets": [_target(t, context) for t in report.targets],
    }


def _target(report: TargetReport, context: Context) -> dict[str, Any]:
    target, result = report.target, report.result
    answer = context.pip.get(target.id)
    asked = {} if answer is None else {"real_pip": _answer(answer)}
    return {
        "url": redact(target.url),
        "host": target.host,
        "port": target.port,
        "roles": [role.value for role in target.roles],
        "set_by": context.places(target.origins),
        "outcome": report.outcome.value,
        "cause": None if report.cause is None else report.cause.cause,
        "pip_error": None if report.pip_error is None else report.pip_error.value,
        "trust": {
            "verify": target.recipe.verify,
            "sources": [
                {"kind": source_name(s), "path": s.path, "set_by": context.place(s.origin)}
                for s in target.sources
            ],
        },
        "chain": [_certificate(c) for c in result.chain] if result is not None else [],
        "tls": None if result is None else result.tls_version,
        "elapsed_ms": 0 if result is None else result.elapsed_ms,
        "fixes": [_fix(fix) for fix in report.fixes],
        **asked,
    }


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "sha256": certificate.sha256,
    }


def _answer(answer: PipAnswer) -> dict[str, Any]:
    return {
        "reached": answer.reached,
        "pip_error": None if answer.error is None else answer.error.value,
        "expected": None if answer.expected is None else answer.expected.value,
        "agrees": answer.agrees,
    }


def _fix(fix: ProvenFix) -> dict[str, Any]:
    return {
        "id": fix.offer.fix,
        "title": redact(fix.offer.title),
        "standing": fix.standing.value,
        "lowers_security": fix.offer.lowers_security,
    }
