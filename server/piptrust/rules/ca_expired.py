"""Authorities that have expired."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import FEW, ca_files, diagnosis
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.text.records import replace
from piptrust.x509.certificate import Certificate


@rule(
    "ca-expired",
    summary=mark("a certificate in the CA file has expired, or is not valid yet"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_expired(view: View) -> Iterator[Diagnosis]:
    """OpenSSL checks the root's dates too; an expired one among many public ones harms nobody."""
    now = view.snapshot.today
    for file in ca_files(view):
        assert file.bundle is not None
        certificates = file.bundle.certificates
        invalid = [c for c in certificates if not c.not_before <= now <= c.not_after]
        if not invalid:
            continue
        which = "; ".join(_dates(view, c) for c in invalid[:3])
        if len(invalid) > 3:
            which = ntr(
                "{which}; and {number} more", "{which}; and {number} more", len(invalid) - 3, which=which
            )
        if len(invalid) == 1:
            effect = tr("{which}: pip refuses servers whose certificates lead to it.", which=which)
        else:
            effect = tr("{which}: pip refuses servers whose certificates lead to one of these.", which=which)
        message = sentences(effect, tr("Ask for the authority's renewed certificate."))
        offers = another_bundle(view, file) if len(invalid) == len(certificates) else ()
        found = diagnosis(file, message, offers)
        many = len(certificates) > FEW and len(invalid) < len(certificates)
        yield replace(found, severity=Severity.INFORMATION if many else found.severity)


def _dates(view: View, certificate: Certificate) -> str:
    if certificate.not_after < view.snapshot.today:
        return tr(
            "'{name}' expired on {day}",
            name=certificate.common_name,
            day=certificate.not_after.date().isoformat(),
        )
    return tr(
        "'{name}' is not valid before {day}",
        name=certificate.common_name,
        day=certificate.not_before.date().isoformat(),
    )
