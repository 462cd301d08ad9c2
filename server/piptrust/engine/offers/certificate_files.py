"""Offers for settings that name certificate files."""

from __future__ import annotations

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer
from piptrust.engine.judgement.certificate_files import CA_FILE, CertificateFile
from piptrust.engine.offers.certificates import set_cert_offers
from piptrust.engine.view import View
from piptrust.locale import tr


def another_bundle(view: View, file: CertificateFile) -> tuple[Offer, ...]:
    """The best CA bundles of this machine, to be used instead.

    Only for ``cert`` in ``[global]``: what stands in a command's section would go on to beat it.
    """
    is_global = file.setting.key == CA_FILE and file.setting.section == "global"
    return set_cert_offers(view) if is_global else ()


def other_value(
    view: View, file: CertificateFile, value: str, title: str, *, safe: bool = False, preferred: bool = False
) -> Offer:
    """Writes another path in the place of the present one."""
    arguments = {
        "start": str(file.span.start),
        "end": str(file.span.end),
        "expected": view.document.source(file.span),
        "text": value,
    }
    return Offer("replace-text", title, arguments, safe=safe, preferred=preferred)


def convert(file: CertificateFile) -> Offer:
    """Writes the certificates as PEM beside the file, and points the setting there."""
    return Offer(
        "convert-to-pem",
        tr("Convert the certificates to a PEM file beside it, and set {key} to that", key=file.setting.key),
        arguments_for(file.setting),
        preferred=True,
    )


def remove(file: CertificateFile, title: str) -> Offer:
    """Takes the whole entry out."""
    return Offer("remove-setting", title, arguments_for(file.setting))
