"""A client certificate that cannot be presented."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import CertificateFile, diagnosis, with_rule
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.disk import EntryKind
from piptrust.x509.bundle import BundleFormat, Loading


@rule(
    "client-cert-incomplete",
    summary=mark("the client certificate's file lacks the certificate or its key"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def client_cert_incomplete(view: View) -> Iterator[Diagnosis]:
    """There is no option for a key of its own, so one PEM file has to hold both (``load_cert_chain``)."""
    for file in with_rule(view, "client-cert-incomplete"):
        message = tr(
            "Every https request of pip fails with '[SSL] PEM lib': client-cert has to name one "
            "PEM file with the certificate and its private key, and {lack}.",
            lack=_lack(file),
        )
        yield diagnosis(file, message)


def _lack(file: CertificateFile) -> str:
    if file.facts is None or file.facts.kind is EntryKind.DIRECTORY or file.bundle is None:
        return tr("this is a directory")
    bundle = file.bundle
    if bundle.format is BundleFormat.KEY_ONLY:
        return tr("this one holds the key alone. Add the certificate to it")
    if bundle.format is not BundleFormat.PEM:
        return tr("this one is {format}", format=tr(bundle.format.value))
    bad = next((b for b in bundle.blocks if b.error is not None), None)
    if bundle.loading is not Loading.LOADS and bad is not None:
        return tr(
            "block '{label}' in line {line} cannot be read: {error}",
            label=bad.label,
            line=bad.fault_line,
            error=bad.error,
        )
    if not bundle.certificates:
        return tr("this one holds no certificate")
    return tr("this one holds no key. Add the private key to it")
