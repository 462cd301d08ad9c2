"""What a CA file holds, for people who look at the setting that names it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.snapshot import FileFacts
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.resolve.disk import EntryKind
from piptrust.x509.bundle import Bundle, BundleFormat, Loading
from piptrust.x509.certificate import Certificate

_MOST_SHOWN = 8


def ca_file_lines(view: View, setting: Setting) -> Iterator[tuple[str, str]]:
    """Label and text of each line; without a label, the text is a sentence."""
    facts = view.facts(setting.value)
    if facts is None:
        return
    yield "Path", facts.path
    if facts.kind is not EntryKind.FILE or facts.error is not None:
        yield "", _not_a_file(facts)
        return
    if facts.bundle is not None:
        yield from _bundle(view, facts.bundle)
    yield from _effect(view, setting)


def _not_a_file(facts: FileFacts) -> str:
    if facts.kind is EntryKind.MISSING:
        return "There is no such file."
    if facts.kind is EntryKind.DIRECTORY:
        return (
            f"A directory with {facts.entries} entries; "
            f"{facts.hashed_names} are named by hash, as OpenSSL wants them."
        )
    if facts.kind is EntryKind.SPECIAL:
        return "Neither a file nor a directory."
    return f"It cannot be read: {facts.error or 'permission denied'}."


def _bundle(view: View, bundle: Bundle) -> Iterator[tuple[str, str]]:
    if bundle.format is BundleFormat.EMPTY:
        yield "", "The file is empty."
        return
    count = len(bundle.certificates)
    certificates = (
        "no certificate" if count == 0 else "1 certificate" if count == 1 else f"{count} certificates"
    )
    key = ", a private key" if bundle.has_key else ""
    yield "Content", f"{bundle.format.value}: {certificates}{key}"
    if bundle.loading is not Loading.LOADS:
        yield "", f"OpenSSL cannot load it: {bundle.loading.value}"
    expired = [c for c in bundle.certificates if c.not_after <= view.snapshot.today]
    if expired and count > _MOST_SHOWN:
        yield "", f"{len(expired)} of them expired."
    for certificate in bundle.certificates[:_MOST_SHOWN]:
        yield "Holds", _certificate(view, certificate)
    if count > _MOST_SHOWN:
        yield "Holds", f"{count - _MOST_SHOWN} more"


def _certificate(view: View, certificate: Certificate) -> str:
    today, until = view.snapshot.today, certificate.not_after
    kind = "CA" if certificate.is_ca else "no CA"
    if until <= today:
        validity = f"expired {until:%Y-%m-%d}"
    elif certificate.not_before > today:
        validity = f"valid from {certificate.not_before:%Y-%m-%d}"
    else:
        validity = f"until {until:%Y-%m-%d}"
    return f"{certificate.common_name} ({kind}, {certificate.key}, {validity})"


def _effect(view: View, setting: Setting) -> Iterator[tuple[str, str]]:
    if setting.key != "cert":
        return
    trust = view.trust
    if trust.bundle is None or trust.bundle.origin.setting is not setting:
        return
    if trust.replaces_defaults:
        yield "", f"{view.environment.pip_name} trusts these certificates instead of its own."
    else:
        yield "", f"{view.environment.pip_name} trusts these certificates beside those it trusts anyway."
