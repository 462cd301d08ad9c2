"""Offers for URLs that are written in a file."""

from __future__ import annotations

from piptrust.engine.finding import Offer
from piptrust.engine.judgement.written_urls import PROXY, WrittenUrl
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.kind import FileKind


def over_https(url: WrittenUrl) -> Offer:
    """Asks for the URL by https. Whether the server speaks it there is not known."""
    return Offer("http-to-https", tr("Use https for {host}", host=url.host), _place(url), preferred=True)


def without_credentials(view: View, url: WrittenUrl) -> tuple[Offer, ...]:
    """Takes the credentials out; where pip expands variables, lets it read them from there."""
    offers: list[Offer] = []
    if view.document.kind is not FileKind.PIP_CONF:
        title = tr("Read user name and password from ${PIP_INDEX_USER} and ${PIP_INDEX_PASSWORD}")
        instead = "${PIP_INDEX_USER}:${PIP_INDEX_PASSWORD}"
        offers.append(Offer("remove-credentials", title, {**_place(url), "instead": instead}, preferred=True))
    if url.setting.key == PROXY:
        title = tr("Take the credentials out of the URL")
    else:
        title = tr("Take the credentials out of the URL; keep them in netrc or a keyring")
    offers.append(Offer("remove-credentials", title, _place(url)))
    return tuple(offers)


def rewritten(view: View, url: WrittenUrl, text: str, title: str, *, safe: bool = False) -> tuple[Offer, ...]:
    """Puts ``text`` in the place of the URL; nothing where that would send credentials through the editor."""
    if url.shown != url.text:
        return ()
    arguments = {**_place(url), "expected": view.document.source(url.span), "text": text}
    return (Offer("replace-text", title, arguments, safe=safe, preferred=True),)


def _place(url: WrittenUrl) -> dict[str, str]:
    return {"start": str(url.span.start), "end": str(url.span.end)}
