"""Offers for trusted-host entries: take one out, verify instead, or write what was meant."""

from __future__ import annotations

from collections.abc import Iterable

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.trust_entries import KEY, TrustEntry, meant_host, places
from piptrust.engine.offers.certificates import set_cert_offers
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.resolve.trusted_hosts import stops_pip
from piptrust.text.edit import newline_of
from piptrust.text.uri import redact

REMOVE = mark("Remove '{entry}' from trusted-host")
REMOVE_WITHOUT_EFFECT = mark("Remove '{entry}' from trusted-host, where it has no effect")
REMOVE_NEEDLESS = mark("Remove '{entry}' from trusted-host, which is not needed")
_REMOVE_TO_VERIFY = mark("Remove '{entry}' from trusted-host, so that certificates are checked")


def removal(entry: TrustEntry, title: str = REMOVE, *, safe: bool = False, preferred: bool = True) -> Offer:
    """Takes the entry out; the whole list where it is the only one. ``title`` is one of those above."""
    arguments = {"start": str(entry.span.start), "end": str(entry.span.end)}
    return Offer(
        "remove-value", tr(title, entry=redact(entry.text)), arguments, safe=safe, preferred=preferred
    )


def severity_of(view: View, entry: TrustEntry) -> Severity | None:
    """The severity of trust that is turned off, where it is not a rule's usual one.

    What goes into an image or a CI run is trusted by everybody who uses that.
    """
    if entry.replaced_by is not None:
        return Severity.INFORMATION
    return Severity.ERROR if view.deployed else None


def without_effect(entry: TrustEntry) -> str:
    """A sentence for a list that another one replaces, to end a message with; else empty."""
    origin = entry.replaced_by
    if origin is None:
        return ""
    if origin.section:
        return tr(
            "At the moment this list has no effect: pip uses the one that [{section}] in {name} sets instead.",
            section=origin.section,
            name=origin.name,
        )
    return tr(
        "At the moment this list has no effect: pip uses the one that {name} sets instead.", name=origin.name
    )


def ineffective(view: View, entry: TrustEntry) -> tuple[Offer, ...]:
    """For an entry that pip ignores or dies of: take it out, or write the host that was meant.

    Taking it out is safe where pip verifies everything with the entry, too. Writing the host lowers security:
    until now pip verified its certificates.
    """
    dies = stops_pip(entry.host, view.environment) is not None
    works = dies or bool(entry.uses) or places(view).opened_by(entry.host)
    title = REMOVE if works else REMOVE_WITHOUT_EFFECT
    meant = [host for host in map(meant_host, entry.text.split(",")) if host]
    return (removal(entry, title, safe=not works), *as_meant(view, entry, meant))


def as_meant(view: View, entry: TrustEntry, hosts: Iterable[str]) -> tuple[Offer, ...]:
    """Writes ``hosts`` in the place of the entry, unless its list has them all already."""
    missing = [host for host in dict.fromkeys(hosts) if host not in entry.listed]
    if not missing or redact(entry.text) != entry.text:
        # What is replaced travels through the editor; credentials must not.
        return ()
    # An option outside configuration files takes one host; on a command line further ones go on in the same line.
    newline = " " if view.document.kind is FileKind.NOTEBOOK_CELL else newline_of(view.document.text)
    between = " " if view.document.kind is FileKind.PIP_CONF else f"{newline}--{KEY} "
    arguments = {
        "start": str(entry.span.start),
        "end": str(entry.span.end),
        "expected": view.document.source(entry.span),
        "text": between.join(missing),
    }
    title = tr(
        "Write '{hosts}', which turns off certificate checks (lowers security)", hosts=" ".join(missing)
    )
    return (Offer("replace-text", title, arguments, lowers_security=True),)


def verify_instead(view: View, entry: TrustEntry) -> tuple[Offer, ...]:
    """For an entry that works: give pip the authorities and take the entry out, or only take it out."""
    return (
        *set_cert_offers(view, entry.span),
        removal(entry, _REMOVE_TO_VERIFY, preferred=False),
    )
