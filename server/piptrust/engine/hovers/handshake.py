"""What the last handshake with a place showed, in lines for a hover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from piptrust.engine.handshake import FAILED, Handshake
from piptrust.engine.view import View
from piptrust.locale import ntr, tr

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def handshake_lines(view: View, host: str, port: int | None) -> Iterator[tuple[str, str]]:
    """(text, label) of every handshake with the host; ``port`` None means any."""
    for handshake in view.snapshot.handshakes:
        if handshake.host == host and port in {None, handshake.port}:
            yield from _lines(handshake, view.snapshot.today)


def _lines(handshake: Handshake, now: datetime) -> Iterator[tuple[str, str]]:
    tls = f", {handshake.tls}" if handshake.tls else ""
    when = _ago(handshake.when, now)
    yield f"{tr(handshake.outcome)} {when}{tls}", tr("Last handshake")
    if handshake.outcome == FAILED:
        yield handshake.title or tr("{kind} error", kind=handshake.pip_error), tr("Cause")
        if handshake.explanation:
            yield handshake.explanation, ""
    for link in handshake.chain:
        days = (link.not_after - now).days
        if days >= 0:
            ends = ntr("{number} day left", "{number} days left", days)
        else:
            ends = ntr("expired {number} day ago", "expired {number} days ago", -days)
        presented = tr("{name}, issued by {issuer}, {ends}", name=link.name, issuer=link.issuer, ends=ends)
        yield presented, tr("Presented")
    for source in handshake.sources:
        yield source, tr("Trusted")


def _ago(when: datetime, now: datetime) -> str:
    seconds = max(int((now - when).total_seconds()), 0)
    if seconds < _MINUTE:
        return tr("just now")
    if seconds < _HOUR:
        return ntr("{number} minute ago", "{number} minutes ago", seconds // _MINUTE)
    if seconds < _DAY:
        return ntr("{number} hour ago", "{number} hours ago", seconds // _HOUR)
    return ntr("{number} day ago", "{number} days ago", seconds // _DAY)
