"""All safe fixes of one document as changes, without touching any file."""

from __future__ import annotations

import hashlib

from piptrust.engine.analyze import Selection
from piptrust.engine.edits.fix_all import fix_all
from piptrust.engine.workspace import Workspace
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.difference import line_edits
from piptrust.text.edit import Change, CreateFile, EditFile, RewriteFile
from piptrust.text.uri import path_to_uri


def fix_all_changes(workspace: Workspace, uri: str, selection: Selection) -> tuple[Change, ...]:
    """What :func:`fix_all` makes of the document at ``uri``, and of files that it has to change with it."""
    overlay = OverlayDisk(workspace.disk)
    trial = workspace.over(overlay)
    before = dict(overlay.written)
    fix_all(trial, overlay, [uri], selection)
    changes: list[Change] = []
    for path, content in overlay.written.items():
        if before.get(path) == content:
            continue
        changes.append(_change(workspace, path_to_uri(path), path, content, before.get(path)))
    return tuple(changes)


def _change(workspace: Workspace, uri: str, path: str, content: bytes, before: bytes | None) -> Change:
    if before is not None:
        old, new = before.decode("utf-8", "surrogatepass"), content.decode("utf-8", "surrogatepass")
        return EditFile(uri, line_edits(old, new))
    entry = workspace.disk.entry(path)
    if entry.kind is EntryKind.MISSING:
        return CreateFile(uri, content.decode("utf-8"))
    present = workspace.disk.read(path, entry.size + 1)
    return RewriteFile(uri, content, hashlib.sha256(present).hexdigest())
