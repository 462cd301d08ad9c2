"""What the last handshake with a place showed, in lines for a hover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from piptrust.engine.handshake import FAILED, Handshake
from piptrust.engine.view import View

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def handshake_lines(view: View, host: str, port: int | None) -> Iterator[tuple[str, str]]:
    """(text, label) of every handshake with the host; ``port`` None means any."""
    for handshake in view.snapshot.handshakes:
        if handshake.host == host and port in {None, handshake.port}:
            yield from _lines(handshake, view.snapshot.today)


def _lines(handshake: Handshake, now: datetime) -> Iterator[tuple[str, str]]:
    tls = f", {handshake.tls}" if handshake.tls else ""
    yield f"{handshake.outcome} {_ago(handshake.when, now)}{tls}", "Last handshake"
    if handshake.outcome == FAILED:
        yield handshake.title or f"{handshake.pip_error} error", "Cause"
        yield handshake.explanation, ""
    for link in handshake.chain:
        days = (link.not_after - now).days
        ends = f"{days} days left" if days >= 0 else f"expired {-days} days ago"
        yield f"{link.name}, issued by {link.issuer}, {ends}", "Presented"
    for source in handshake.sources:
        yield source, "Trusted"


def _ago(when: datetime, now: datetime) -> str:
    seconds = max(int((now - when).total_seconds()), 0)
    if seconds < _MINUTE:
        return "just now"
    for size, word in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {word}{'s' if number > 1 else ''} ago"
    return "just now"
