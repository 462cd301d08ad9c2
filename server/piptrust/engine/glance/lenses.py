"""What stands above the settings that name places: when they were last checked, and the offer to do it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from piptrust.engine.glance.verdict import ago, counted, handshakes_of, verdict_of, version_of
from piptrust.engine.handshake import FAILED
from piptrust.engine.snapshot import Snapshot
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting

LENS_KEYS = frozenset({"index-url", "pypi-url", "extra-index-url", "trusted-host"})


def lens_settings(document: Document) -> Iterator[Setting]:
    """The settings that have a lens, in order."""
    return (s for s in document.settings if s.key in LENS_KEYS and s.value and s.ignored is None)


def lens_title(snapshot: Snapshot, document: Document, setting: Setting, now: datetime) -> str:
    """What the lens says: "verified 3 min ago · TLS 1.3 · check again"."""
    handshakes = handshakes_of(snapshot, document, setting)
    if not handshakes:
        return tr("not checked yet · check now")
    first, *others = handshakes
    time = ago(min(h.when for h in handshakes), now)
    if others:
        return tr("{verdict} · {time} · check again", verdict=counted(handshakes), time=time)
    if first.outcome == FAILED:
        # Why, diagnostics and hints say.
        return tr("failed {time} · check again", time=time)
    verdict, version = verdict_of(first), version_of(first)
    if not version:
        return tr("{verdict} {time} · check again", verdict=verdict, time=time)
    return tr("{verdict} {time} · {version} · check again", verdict=verdict, time=time, version=version)
