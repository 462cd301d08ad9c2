"""Applies every safe fix, and what those uncover, until nothing changes: to an overlay, not to disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Callable

from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.edits.write import encode
from piptrust.engine.faults import log_fault
from piptrust.engine.finding import Finding, Offer
from piptrust.engine.fix import FixImpossible, build
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.view import View
from piptrust.engine.workspace import Workspace
from piptrust.parse.document import Document
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.edit import Change, CreateFile, EditFile, RewriteFile, TextEdit, apply_edits
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path

# A round changes at most one thing per entry, so this many faults in one entry are repaired, and no more.
_MOST_ROUNDS = 50


@dataclass(frozen=True)
class Applied:
    """One fix that was applied, and the files that it wrote."""

    finding: Finding
    offer: Offer
    paths: tuple[str, ...]


def fix_all(
    workspace: Workspace,
    overlay: OverlayDisk,
    uris: Sequence[str],
    selection: Selection,
    may_write: Callable[[str], bool] = lambda _: True,
) -> list[Applied]:
    """Applies the safe fixes of the documents at ``uris``; the new bytes are in ``overlay.written``.

    ``overlay`` must be the workspace's disk. A fix that writes where ``may_write`` says no is left alone. One
    round takes at most one fix per entry, because each is built without knowing of the others; what a round
    leaves or uncovers is for the next. It ends when a round finds nothing to do, or comes back to a state
    that was there before.
    """
    applied: list[Applied] = []
    seen = {_state(overlay)}
    pending = list(uris)
    for _ in range(_MOST_ROUNDS):
        this = _Round(workspace.snapshot(), overlay, may_write)
        for uri in pending:
            this.fix_document(uri, selection)
        this.finish()
        if this.applied:
            applied.extend(this.applied)
            workspace.forget(this.changed)
            state = _state(overlay)
            if state in seen:
                break
            seen.add(state)
            pending = [uri for uri in uris if uri in this.changed or uri in this.postponed]
        elif len(pending) < len(uris):
            # A change in one file may have uncovered something in another.
            pending = list(uris)
        else:
            break
    return applied


def safe_offer(finding: Finding) -> Offer | None:
    """The fix that may be applied without asking, or None. What lowers security never may."""
    allowed = [o for o in finding.offers if o.safe and not o.lowers_security and o.disabled is None]
    return max(allowed, key=lambda o: o.preferred, default=None)


class _Round:
    """Fixes that are all built from one snapshot and do not get in each other's way."""

    def __init__(self, snapshot: Snapshot, overlay: OverlayDisk, may_write: Callable[[str], bool]) -> None:
        self.applied: list[Applied] = []
        self.changed: set[str] = set()
        self.postponed: set[str] = set()
        self._snapshot = snapshot
        self._overlay = overlay
        self._may_write = may_write
        self._edits: dict[str, list[TextEdit]] = {}
        self._claimed_lines: dict[str, set[int]] = {}
        self._claimed_files: set[str] = set()
        self._entries: dict[str, dict[int, range]] = {}
        self._lossless: dict[str, bool] = {}

    def fix_document(self, uri: str, selection: Selection) -> None:
        document = self._snapshot.documents.get(uri)
        if document is None:
            return
        view = View(self._snapshot, document)
        for finding in analyze(self._snapshot, document, selection):
            offer = safe_offer(finding)
            if offer is None:
                continue
            changes = self._built(offer, finding, view)
            if not changes or not all(self._is_possible(change) for change in changes):
                continue
            if any(self._is_claimed(change) for change in changes):
                self.postponed.add(uri)
                continue
            for change in changes:
                self._take(change)
            self.applied.append(Applied(finding, offer, tuple(_path(c.uri) for c in changes)))

    def finish(self) -> None:
        """Puts the edits into effect; whole new files are there already."""
        for uri, edits in self._edits.items():
            document = self._snapshot.documents[uri]
            assert document.encoding is not None
            content = encode(apply_edits(document.text, edits), document.encoding)
            self._overlay.write(_path(uri), content, document.encoding.sha256)

    def _built(self, offer: Offer, finding: Finding, view: View) -> tuple[Change, ...]:
        try:
            return build(offer, finding, view, self._overlay)
        except FixImpossible:
            pass
        except Exception:
            log_fault("fix %s failed", offer.fix)
        return ()

    def _is_possible(self, change: Change) -> bool:
        path = uri_to_path(change.uri)
        if path is None or not self._may_write(path):
            return False
        if isinstance(change, CreateFile):
            return change.uri in self.changed or self._overlay.entry(path).kind is EntryKind.MISSING
        if isinstance(change, RewriteFile):
            try:
                content = self._overlay.read(path, self._overlay.entry(path).size + 1)
            except OSError:
                return False
            return hashlib.sha256(content).hexdigest() == change.expected_sha256
        document = self._snapshot.documents.get(change.uri)
        if document is None or document.encoding is None or not self._is_lossless(document):
            return False
        try:
            encode("".join(edit.new_text for edit in change.edits), document.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _is_lossless(self, document: Document) -> bool:
        """Whether the text, written back, gives the file's own bytes: else something would be lost."""
        if document.uri not in self._lossless:
            assert document.encoding is not None
            try:
                content = encode(document.text, document.encoding)
                same = hashlib.sha256(content).hexdigest() == document.encoding.sha256
            except UnicodeEncodeError:
                same = False
            self._lossless[document.uri] = same
        return self._lossless[document.uri]

    def _is_claimed(self, change: Change) -> bool:
        if not isinstance(change, EditFile):
            return change.uri in self.changed
        lines = self._claimed_lines.get(change.uri, set())
        return change.uri in self._claimed_files or any(line in lines for line in self._lines(change))

    def _take(self, change: Change) -> None:
        self.changed.add(change.uri)
        if isinstance(change, EditFile):
            self._edits.setdefault(change.uri, []).extend(change.edits)
            self._claimed_lines.setdefault(change.uri, set()).update(self._lines(change))
            return
        self._claimed_files.add(change.uri)
        if isinstance(change, RewriteFile):
            self._overlay.write(_path(change.uri), change.content, change.expected_sha256)
        else:
            self._overlay.write(_path(change.uri), change.text.encode("utf-8"), None)

    def _lines(self, change: EditFile) -> Iterator[int]:
        """The lines of the entries that the change touches."""
        document = self._snapshot.documents[change.uri]
        entries = self._lines_of_entries(document)
        for edit in change.edits:
            for line in _lines_in(edit.span, document):
                yield from entries.get(line, (line,))

    def _lines_of_entries(self, document: Document) -> dict[int, range]:
        if document.uri not in self._entries:
            entries = (_lines_in(setting.span, document) for setting in document.settings)
            self._entries[document.uri] = {
                line: entry for entry in entries if len(entry) > 1 for line in entry
            }
        return self._entries[document.uri]


def _lines_in(span: Span, document: Document) -> range:
    first = document.line_index.line_of(span.start)
    return range(first, document.line_index.line_of(max(span.start, span.end - 1)) + 1)


def _path(uri: str) -> str:
    return uri_to_path(uri) or uri


def _state(overlay: OverlayDisk) -> frozenset[tuple[str, bytes]]:
    return frozenset((path, hashlib.sha256(content).digest()) for path, content in overlay.written.items())
