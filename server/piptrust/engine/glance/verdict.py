"""What the last handshakes said of a place, in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from piptrust.engine.handshake import FAILED, UNVERIFIED, VERIFIED, Handshake
from piptrust.engine.judgement.trust_matching import comparable_host
from piptrust.engine.navigation.mention import values_of
from piptrust.engine.snapshot import Snapshot
from piptrust.locale import ntr, tr
from piptrust.parse.document import Document, Setting
from piptrust.resolve.indexes import split_url
from piptrust.resolve.trusted_hosts import parse_trusted_host

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
# Longer lives are no news.
_DAYS_WORTH_A_WORD = 400


def handshakes_with(snapshot: Snapshot, text: str, *, is_url: bool) -> tuple[Handshake, ...]:
    """The last handshakes with the place of a URL, or with the host of a trusted-host entry."""
    if not snapshot.handshakes:
        return ()
    if is_url:
        scheme, host, port = split_url(text)
        port = port or (80 if scheme == "http" else 443)
    else:
        entry = parse_trusted_host(text)
        host, port = entry.host or "", entry.port
    with_host = snapshot.handshakes_by_host.get(comparable_host(host), ())
    return tuple(h for h in with_host if port in {None, h.port})


def handshakes_of(snapshot: Snapshot, document: Document, setting: Setting) -> tuple[Handshake, ...]:
    """The last handshakes with all the places that a setting names, each once."""
    is_url = setting.key != "trusted-host"
    found: dict[str, Handshake] = {}
    for value in values_of(document, setting):
        for handshake in handshakes_with(snapshot, value.text, is_url=is_url):
            found[handshake.url] = handshake
    return tuple(found.values())


def verdict_of(handshake: Handshake) -> str:
    """What pip makes of the place."""
    if handshake.outcome == VERIFIED:
        return tr("verified")
    if handshake.outcome == UNVERIFIED:
        return tr("not verified")
    return tr("fails: {reason}", reason=handshake.title) if handshake.title else tr("fails")


def validity_of(handshake: Handshake, now: datetime) -> str:
    """How long the presented certificates last; empty where that does not matter yet, or pip fails before."""
    if handshake.expires is None or handshake.outcome == FAILED:
        return ""
    days = (handshake.expires - now).days
    if days < 0:
        return ntr("expired {number} day ago", "expired {number} days ago", -days)
    return ntr("{number} day left", "{number} days left", days) if days <= _DAYS_WORTH_A_WORD else ""


def version_of(handshake: Handshake) -> str:
    """The version of TLS as people write it; empty where there was none."""
    return handshake.tls.replace("TLSv", "TLS ") if handshake.outcome != FAILED else ""


def counted(handshakes: Iterable[Handshake]) -> str:
    """How many places came out how."""
    outcomes = [h.outcome for h in handshakes]
    failing, open_, verified = (outcomes.count(o) for o in (FAILED, UNVERIFIED, VERIFIED))
    parts = (
        ntr("{number} fails", "{number} fail", failing) if failing else "",
        ntr("{number} not verified", "{number} not verified", open_) if open_ else "",
        ntr("{number} verified", "{number} verified", verified) if verified else "",
    )
    return ", ".join(part for part in parts if part)


def ago(when: datetime, now: datetime) -> str:
    """How long ago something was, in one unit."""
    seconds = max(int((now - when).total_seconds()), 0)
    if seconds < _MINUTE:
        return tr("just now")
    if seconds < _HOUR:
        return ntr("{number} min ago", "{number} min ago", seconds // _MINUTE)
    if seconds < _DAY:
        return ntr("{number} hour ago", "{number} hours ago", seconds // _HOUR)
    return ntr("{number} day ago", "{number} days ago", seconds // _DAY)
