"""A company's root that stands instead of all public ones."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Evidence, Severity
from piptrust.engine.judgement.certificate_files import FEW, CertificateFile, ca_files, diagnosis, names_of
from piptrust.engine.judgement.wording import listed, sentences
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.resolve.quirks import PYTHON_HAS_TRUSTSTORE, holds
from piptrust.text.records import replace


@rule(
    "ca-replaces-defaults",
    summary=mark("the CA file replaces all public authorities by a private one"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_replaces_defaults(view: View) -> Iterator[Diagnosis]:
    """Without truststore, requests loads the chosen file instead of certifi (``adapters.py:cert_verify``)."""
    public = sorted({use.host for use in view.indexes if use.public and use.scheme == "https"})
    if not public or not view.trust.replaces_defaults:
        return
    for file in ca_files(view):
        assert file.bundle is not None
        own = _public_fingerprints(view)
        authorities = [c for c in file.bundle.certificates if c.is_ca]
        few = len(authorities) <= FEW and len(file.bundle.blocks) <= 2 * FEW
        if not authorities or not few or any(c.sha256 in own for c in authorities):
            continue
        message = tr(
            "{pip} trusts only {names} because of this file: it stands instead of the public authorities. "
            "{hosts} can then be reached only through a proxy that re-signs connections.",
            pip=view.environment.pip_name,
            names=names_of(authorities),
            hosts=listed(public),
        )
        message = sentences(message, _advice(view))
        found = diagnosis(file, message, another_bundle(view, file), _evidence(file, own))
        yield replace(found, confidence=Confidence.LIKELY)


def _public_fingerprints(view: View) -> frozenset[str]:
    """Those of pip's own bundle; empty where it was not read."""
    interpreter = view.environment.interpreter
    path = None if interpreter is None else interpreter.certifi_where
    facts = view.snapshot.files.get(path) if path else None
    return facts.bundle.fingerprints if facts is not None and facts.bundle is not None else frozenset()


def _advice(view: View) -> str:
    if not holds(PYTHON_HAS_TRUSTSTORE, view.environment):
        return tr(
            "Name a bundle that holds both; with Python 3.10 and pip 24.2 or later the file would only add."
        )
    return tr(
        "Name a bundle that holds both; from pip 24.2 on, and without legacy-certs, the file would only add."
    )


def _evidence(file: CertificateFile, own: frozenset[str]) -> tuple[Evidence, ...]:
    if not own or file.facts is None:
        return ()
    says = ntr(
        "none of its certificates is among the {number} of pip's own bundle",
        "none of its certificates is among the {number} of pip's own bundle",
        len(own),
    )
    return (Evidence(says, file.facts.path),)
