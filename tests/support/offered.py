"""Building offers that no finding carries: source actions, and builders on their own."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.engine.fix import build
from piptrust.text.span import Span
from support.fixture import Scene, applied


def written_by(scene: Scene, offer: Offer) -> dict[str, bytes]:
    """The files that the offer writes, by path, as bytes."""
    finding = Finding("source", scene.uri, Span(0, 0), "", Severity.HINT)
    return applied(scene, build(offer, finding, scene.view(), scene.disk))


def built(scene: Scene, fix: str, arguments: Mapping[str, str]) -> dict[str, bytes]:
    """What one builder writes, given these arguments."""
    return written_by(scene, Offer(fix, "", arguments))


def place(scene: Scene, part: str) -> dict[str, str]:
    """``start`` and ``end`` of the first place where ``part`` stands in the document."""
    start = scene.document.text.index(part)
    return {"start": str(start), "end": str(start + len(part))}
