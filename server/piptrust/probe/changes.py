"""The changes that a fix of the probe makes, and what would be after them. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from piptrust.engine.edits.config_target import config_target
from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.engine.fix import build
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.view import View
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.read import Reader
from piptrust.resolve.disk import Disk
from piptrust.resolve.environment import Environment
from piptrust.resolve.overlay_disk import OverlayDisk
from piptrust.text.edit import Change, CreateFile, EditFile, apply_edits
from piptrust.text.records import replace
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path


def home_of_settings(snapshot: Snapshot) -> Document | None:
    """The configuration file into which a setting for every run goes; empty where it is not there yet.

    None where pip reads no configuration at all.
    """
    nowhere = _reader(snapshot.environment).read_text("untitled:requirements.txt", FileKind.REQUIREMENTS, "")
    target = config_target(View(snapshot, nowhere))
    if target is None:
        return None
    return target.document or _reader(snapshot.environment).read_text(target.uri, FileKind.PIP_CONF, "")


def changes_of(
    offer: Offer, uri: str, finding: Finding | None, snapshot: Snapshot, disk: Disk
) -> tuple[Change, ...]:
    """The changes that an offer of the probe stands for, as the disk takes them.

    Args:
        offer: of a :class:`piptrust.probe.report.ProvenFix`.
        uri: of the configuration file to which it belongs, there or not yet.
        finding: what it repairs, where a rule offers it.
        snapshot: files and environment as they are now.
        disk: the file system that the snapshot was made of.

    Raises:
        FixImpossible: with the reason, in the user's terms.
    """
    document = snapshot.documents.get(uri)
    if document is None:
        document = _reader(snapshot.environment).read_text(uri, FileKind.PIP_CONF, "")
    # A file that is not there yet is judged as if it were there, and empty.
    view = View(snapshot.with_document(document), document)
    none = Finding("", uri, Span(0, 0), "", Severity.HINT)
    return _as_written(build(offer, finding or none, view, disk), snapshot)


def after(snapshot: Snapshot, changes: Iterable[Change], disk: Disk) -> tuple[Snapshot, OverlayDisk]:
    """The snapshot after the changes, as far as settings go, and the disk with all that they write."""
    overlay = OverlayDisk(disk)
    reader = _reader(snapshot.environment)
    for change in changes:
        known = snapshot.documents.get(change.uri)
        if isinstance(change, EditFile) and known is not None:
            text = apply_edits(known.text, change.edits)
            edited = reader.read_text(change.uri, known.kind, text)
            snapshot = snapshot.with_document(replace(edited, encoding=known.encoding))
            continue
        if isinstance(change, EditFile):
            continue
        content = change.text.encode("utf-8") if isinstance(change, CreateFile) else change.content
        path = uri_to_path(change.uri)
        if path is not None:
            overlay.write(path, content, None)
        if change.uri in snapshot.configuration_uris:
            created = reader.read_bytes(change.uri, FileKind.PIP_CONF, content)
            snapshot = snapshot.with_document(created)
        elif known is not None:
            snapshot = snapshot.with_document(reader.read_bytes(change.uri, known.kind, content))
    return snapshot, overlay


def with_variables(environment: Environment, changed: Mapping[str, str | None]) -> Environment:
    """The environment with variables set, or unset where the value is None."""
    variables = {k: v for k, v in environment.variables.items() if k not in changed}
    variables.update({k: v for k, v in changed.items() if v is not None})
    return replace(environment, variables=variables)


def _as_written(changes: Iterable[Change], snapshot: Snapshot) -> tuple[Change, ...]:
    """The changes as the disk takes them: edits of a file that is not there yet create it."""
    return tuple(
        CreateFile(change.uri, apply_edits("", change.edits))
        if isinstance(change, EditFile) and change.uri not in snapshot.documents
        else change
        for change in changes
    )


def _reader(environment: Environment) -> Reader:
    interpreter = environment.interpreter
    locale_encoding = interpreter.locale_encoding if interpreter is not None else "utf-8"
    return Reader(locale_encoding, environment.pip_version, environment.python_version)
