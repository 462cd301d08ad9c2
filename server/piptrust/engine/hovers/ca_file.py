"""What a CA file holds, for people who look at the setting that names it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.snapshot import FileFacts
from piptrust.engine.view import View
from piptrust.locale import ntr, tr
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
    yield tr("Path"), facts.path
    if facts.kind is not EntryKind.FILE or facts.error is not None:
        yield "", _not_a_file(facts)
        return
    if facts.bundle is not None:
        yield from _bundle(view, facts.bundle)
    yield from _effect(view, setting)


def _not_a_file(facts: FileFacts) -> str:
    if facts.kind is EntryKind.MISSING:
        return tr("There is no such file.")
    if facts.kind is EntryKind.DIRECTORY:
        entries = ntr("A directory with {number} entry", "A directory with {number} entries", facts.entries)
        hashed = ntr(
            "{number} is named by hash, as OpenSSL wants them",
            "{number} are named by hash, as OpenSSL wants them",
            facts.hashed_names,
        )
        return f"{entries}; {hashed}."
    if facts.kind is EntryKind.SPECIAL:
        return tr("Neither a file nor a directory.")
    return tr("It cannot be read: {error}.", error=facts.error or "permission denied")


def _bundle(view: View, bundle: Bundle) -> Iterator[tuple[str, str]]:
    if bundle.format is BundleFormat.EMPTY:
        yield "", tr("The file is empty.")
        return
    count = len(bundle.certificates)
    content = ntr("{number} certificate", "{number} certificates", count) if count else tr("no certificate")
    if bundle.has_key:
        content = tr("{content}, a private key", content=content)
    yield tr("Content"), f"{tr(bundle.format.value)}: {content}"
    if bundle.loading is not Loading.LOADS:
        yield "", tr("OpenSSL cannot load it: {words}", words=bundle.loading.value)
    expired = [c for c in bundle.certificates if c.not_after <= view.snapshot.today]
    if expired and count > _MOST_SHOWN:
        yield "", ntr("{number} of them expired.", "{number} of them expired.", len(expired))
    for certificate in bundle.certificates[:_MOST_SHOWN]:
        yield tr("Holds"), _certificate(view, certificate)
    if count > _MOST_SHOWN:
        yield tr("Holds"), ntr("{number} more", "{number} more", count - _MOST_SHOWN)


def _certificate(view: View, certificate: Certificate) -> str:
    today, until = view.snapshot.today, certificate.not_after
    kind = tr("CA") if certificate.is_ca else tr("no CA")
    if until <= today:
        validity = tr("expired {day}", day=until.date().isoformat())
    elif certificate.not_before > today:
        validity = tr("valid from {day}", day=certificate.not_before.date().isoformat())
    else:
        validity = tr("until {day}", day=until.date().isoformat())
    return f"{certificate.common_name} ({kind}, {certificate.key}, {validity})"


def _effect(view: View, setting: Setting) -> Iterator[tuple[str, str]]:
    if setting.key != "cert":
        return
    trust = view.trust
    if trust.bundle is None or trust.bundle.origin.setting is not setting:
        return
    name = view.environment.pip_name
    if trust.replaces_defaults:
        yield "", tr("{pip} trusts these certificates instead of its own.", pip=name)
    else:
        yield "", tr("{pip} trusts these certificates beside those it trusts anyway.", pip=name)
