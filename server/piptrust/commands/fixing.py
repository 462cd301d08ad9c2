"""What ``--fix`` and ``--diff`` do with the fixes of an inspection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from piptrust.commands.inspection import Inspection
from piptrust.engine.edits.fix_all import Applied
from piptrust.engine.edits.write import WriteRefused, write_changes
from piptrust.engine.snapshot import Snapshot
from piptrust.locale import tr
from piptrust.render.excerpt import printable
from piptrust.render.report import Repair, relative_to
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.edit import Change, CreateFile, RewriteFile
from piptrust.text.uri import path_to_uri, redact


def apply_fixes(inspection: Inspection, standard_input: str | None = None) -> None:
    """Applies the safe fixes and writes the files, each at once or not at all.

    Files that one fix changed together are written together, new ones first, so that nothing names a file
    that could not be made. What stands at the path ``standard_input`` stays in the overlay: it is no file.
    """
    before = {} if standard_input is None else {standard_input: inspection.overlay.written[standard_input]}
    snapshot = inspection.snapshot()
    applied = inspection.fix()
    for group in _changed_together(applied):
        to_write = sorted(group - before.keys())
        try:
            write_changes(_changes(inspection.overlay, to_write), snapshot)
        except WriteRefused as refusal:
            for path in to_write:
                reason = str(refusal).replace(path, tr("the file"), 1)
                inspection.failures[path] = tr("not fixed: {reason}", reason=reason)
            inspection.take_back(to_write)
            for path in group & before.keys():
                inspection.overlay.write(path, before[path], None)
            continue
        inspection.repairs.extend(
            Repair(a.finding.uri, a.finding.rule, a.offer.title) for a in applied if group.issuperset(a.paths)
        )


def print_differences(inspection: Inspection, stdout: TextIO) -> bool:
    """Shows what the safe fixes would change; whether there is anything. Credentials are hidden."""
    import difflib

    original = inspection.snapshot()
    before = {path: inspection.overlay.written[path] for path in inspection.overlay.written}
    inspection.fix()
    changed = [p for p, content in inspection.overlay.written.items() if before.get(p) != content]
    for path in sorted(changed):
        shown = printable(relative_to(inspection.environment.cwd, path))
        old = _lines(original, path, before.get(path) or inspection.content_on_disk(path))
        new = _lines(inspection.snapshot(), path, inspection.overlay.written[path])
        is_new = inspection.overlay.replaced[path] is None and path not in before
        difference = difflib.unified_diff(old, new, "/dev/null" if is_new else shown, shown, lineterm="")
        stdout.writelines(line[:1] + _shown(line[1:]) + "\n" for line in difference)
        if old == new:
            stdout.write(tr("{path}: the same text in another encoding", path=shown) + "\n")
    return bool(changed)


def _changed_together(applied: list[Applied]) -> list[set[str]]:
    """The changed paths, in groups that no fix reaches across."""
    groups: list[set[str]] = []
    for fix in applied:
        group = set(fix.paths)
        separate: list[set[str]] = []
        for other in groups:
            if group.isdisjoint(other):
                separate.append(other)
            else:
                group |= other
        groups = [*separate, group]
    return groups


def _changes(overlay: OverlayDisk, paths: list[str]) -> Iterator[Change]:
    for path in sorted(paths, key=lambda p: overlay.replaced[p] is not None):
        content, replaced = overlay.written[path], overlay.replaced[path]
        if replaced is None:
            yield CreateFile(path_to_uri(path), content.decode("utf-8"))
        else:
            yield RewriteFile(path_to_uri(path), content, replaced)


def _lines(snapshot: Snapshot, path: str, content: bytes) -> list[str]:
    document = snapshot.documents.get(path_to_uri(path))
    text = content.decode("utf-8", errors="replace") if document is None else document.text
    return text.splitlines()


def _shown(line: str) -> str:
    return "\t".join(printable(part) for part in redact(line).split("\t"))
