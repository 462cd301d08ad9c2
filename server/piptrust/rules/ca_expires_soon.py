"""Authorities that are about to expire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import FEW, ca_files, diagnosis
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.text.records import replace

_SOON = timedelta(days=30)


@rule(
    "ca-expires-soon",
    summary=mark("a certificate in the CA file expires within 30 days"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_expires_soon(view: View) -> Iterator[Diagnosis]:
    """A company's authority is announced by letter, at best; here it is seen in time."""
    now = view.snapshot.today
    for file in ca_files(view):
        assert file.bundle is not None
        certificates = file.bundle.certificates
        leaving = [c for c in certificates if c.not_before <= now <= c.not_after <= now + _SOON]
        if not leaving:
            continue
        first = min(leaving, key=lambda c: c.not_after)
        days = (first.not_after - now).days
        expires = ntr("it expires in {number} day", "it expires in {number} days", days)
        others = len(leaving) - 1
        if others:
            expires = ntr(
                "{expires}, and {number} more within 30 days",
                "{expires}, and {number} more within 30 days",
                others,
                expires=expires,
            )
        message = tr(
            "pip will refuse servers whose certificates lead to '{name}' from {day} on: {expires}. Ask for its "
            "successor now.",
            name=first.common_name,
            day=first.not_after.date().isoformat(),
            expires=expires,
        )
        found = diagnosis(file, message)
        yield replace(found, severity=Severity.INFORMATION if len(certificates) > FEW else found.severity)
