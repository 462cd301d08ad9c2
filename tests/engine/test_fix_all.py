"""Rounds of safe fixes: what is taken together, what waits, what is never taken, and that it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest

from piptrust.engine.analyze import EVERYTHING, Selection
from piptrust.engine.edits import fix_all as module
from piptrust.engine.edits.fix_all import Applied, fix_all, safe_offer
from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.workspace import Workspace
from piptrust.parse.document import Document
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.span import Span
from support.fixture import TODAY, scene
from support.memory_disk import MemoryDisk

PATH = "/project/pip.conf"
Findings = Callable[[Document], Iterator[Finding]]


def replacing(
    document: Document, old: str, new: str, *, every: bool = True, **flags: bool
) -> Iterator[Finding]:
    """A finding for each ``old`` in the text, with an offer to write ``new`` there."""
    start = document.text.find(old)
    while start >= 0:
        end = start + len(old)
        arguments = {"start": str(start), "end": str(end), "expected": old, "text": new}
        offer = Offer("replace-text", f"{old} to {new}", arguments, **{"safe": True, **flags})
        yield Finding("a-rule", document.uri, Span(start, end), "…", Severity.WARNING, offers=(offer,))
        start = document.text.find(old, end) if every else -1


def run(
    monkeypatch: pytest.MonkeyPatch,
    content: str | bytes,
    find: Findings,
    may_write: Callable[[str], bool] = lambda _: True,
) -> tuple[list[Applied], OverlayDisk]:
    def analyze(_: Snapshot, document: Document, __: Selection) -> tuple[Finding, ...]:
        return tuple(find(document))

    monkeypatch.setattr(module, "analyze", analyze)
    content = content.encode() if isinstance(content, str) else content
    overlay = OverlayDisk(MemoryDisk({PATH: content}))
    workspace = Workspace(scene("").workspace.environment, overlay, lambda: TODAY)
    uri = workspace.add_file(PATH)
    assert uri is not None
    return fix_all(workspace, overlay, [uri], EVERYTHING, may_write), overlay


def test_entries_that_are_apart_are_fixed_in_one_round(monkeypatch: pytest.MonkeyPatch):
    rounds = 0

    def find(document: Document) -> Iterator[Finding]:
        nonlocal rounds
        rounds += 1
        return replacing(document, "bad", "good")

    applied, overlay = run(monkeypatch, "[global]\na = bad\nb = bad\nc = bad\n", find)
    assert overlay.written[PATH] == b"[global]\na = good\nb = good\nc = good\n"
    assert len(applied) == 3
    assert rounds == 2


def test_in_one_entry_they_wait_for_each_other(monkeypatch: pytest.MonkeyPatch):
    # Each replacement is built as if it were the only one, so two at once could leave nonsense.
    seen: list[str] = []

    def find(document: Document) -> Iterator[Finding]:
        seen.append(document.text)
        return replacing(document, "bad", "good")

    applied, overlay = run(monkeypatch, "[global]\na = bad\n    bad bad\n    # c\n    bad\n", find)
    assert overlay.written[PATH] == b"[global]\na = good\n    good good\n    # c\n    good\n"
    assert len(applied) == 4
    assert [text.count("bad") for text in seen] == [4, 3, 2, 1, 0]


def test_going_round_in_circles_ends(monkeypatch: pytest.MonkeyPatch):
    def find(document: Document) -> Iterator[Finding]:
        yield from replacing(document, "aa", "bb")
        yield from replacing(document, "bb", "aa")

    applied, _ = run(monkeypatch, "[global]\nx = aa\n", find)
    assert len(applied) <= 4


def test_growing_for_ever_ends(monkeypatch: pytest.MonkeyPatch):
    applied, _ = run(monkeypatch, "[global]\nx = a\n", lambda d: replacing(d, "x = ", "x = a", every=False))
    assert len(applied) == module._MOST_ROUNDS


@pytest.mark.parametrize("flags", [{"safe": False}, {"lowers_security": True}])
def test_what_is_not_safe_is_never_taken(monkeypatch: pytest.MonkeyPatch, flags: dict[str, bool]):
    applied, overlay = run(monkeypatch, "[global]\na = bad\n", lambda d: replacing(d, "bad", "good", **flags))
    assert applied == []
    assert overlay.written == {}


def test_a_disabled_fix_is_no_safe_one():
    offers = (
        Offer("x", "a", safe=True, disabled="no"),
        Offer("x", "b", safe=True),
        Offer("x", "c", safe=True, preferred=True),
    )
    found = Finding("r", "file:///x", Span(0, 0), "…", Severity.HINT, offers=offers)
    assert safe_offer(found) is offers[2]
    assert safe_offer(Finding("r", "file:///x", Span(0, 0), "…", Severity.HINT, offers=offers[:1])) is None


def test_a_fix_that_cannot_be_built_or_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch):
    def find(document: Document) -> Iterator[Finding]:
        if "bad" not in document.text:
            return
        for arguments in ({"start": "0", "end": "1", "expected": "?", "text": ""}, {}):
            offer = Offer("replace-text", "t", arguments, safe=True)
            yield Finding("r", document.uri, Span(0, 0), "…", Severity.HINT, offers=(offer,))
        yield from replacing(document, "bad", "good")

    applied, overlay = run(monkeypatch, "[global]\na = bad\n", find)
    assert overlay.written[PATH] == b"[global]\na = good\n"
    assert len(applied) == 1


def test_nothing_is_written_where_it_may_not_be(monkeypatch: pytest.MonkeyPatch):
    applied, overlay = run(monkeypatch, "a = bad\n", lambda d: replacing(d, "bad", "good"), lambda _: False)
    assert (applied, overlay.written) == ([], {})


@pytest.mark.parametrize("content", [b"[global]\n# \xff\na = bad\n", b"[global]\na = bad \x80\n"])
def test_bytes_that_would_be_lost_keep_a_file_as_it_is(monkeypatch: pytest.MonkeyPatch, content: bytes):
    applied, overlay = run(monkeypatch, content, lambda d: replacing(d, "bad", "good"))
    assert (applied, overlay.written) == ([], {})


def test_the_digest_of_what_was_read_goes_along(monkeypatch: pytest.MonkeyPatch):
    _, overlay = run(monkeypatch, "a = bad bad\n", lambda d: replacing(d, "bad", "good"))
    assert overlay.written[PATH] == b"a = good good\n"
    assert overlay.replaced[PATH] == hashlib.sha256(b"a = bad bad\n").hexdigest()
