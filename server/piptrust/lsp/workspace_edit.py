"""Changes as LSP workspace edits, in the form that the client knows; or as work for the server."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Union

from lsprotocol import types

from piptrust.lsp.convert import START_OF_FILE, to_range
from piptrust.lsp.folder import Folder
from piptrust.lsp.session import Session
from piptrust.text.edit import Change, CreateFile, EditFile, RewriteFile

_CONFIRMED = "confirmed"
_Operation = Union[types.TextDocumentEdit, types.CreateFile, types.RenameFile, types.DeleteFile]
_Edit = Union[types.TextEdit, types.AnnotatedTextEdit, types.SnippetTextEdit]


def can_edit(session: Session, folder: Folder, change: Change) -> bool:
    """Whether the editor can make the change: not where bytes are written, or it cannot create files.

    A closed file in another encoding than UTF-8 the editor would decode, and save, by guessing.
    """
    if isinstance(change, RewriteFile):
        return False
    if isinstance(change, CreateFile):
        return session.client.creates_files
    if session.shown(change.uri) is not None:
        return True
    document = folder.workspace.snapshot().documents.get(change.uri)
    encoding = None if document is None else document.encoding
    return encoding is not None and encoding.name.lower().replace("_", "-") in {"utf-8", "utf8", "ascii"}


def workspace_edit(
    session: Session,
    folder: Folder,
    changes: Sequence[Change],
    *,
    confirm: str | None = None,
    confirmed: Container[str] | None = None,
) -> types.WorkspaceEdit:
    """The changes as one edit.

    ``confirm`` is what a client that can shows to have the edit confirmed: all of it, or only the changes of the
    URIs in ``confirmed``.
    """
    creates = any(isinstance(change, CreateFile) for change in changes)
    if not session.client.document_changes and not creates:
        return types.WorkspaceEdit(changes=_plain(session, folder, changes))
    annotated = confirm is not None and session.client.annotates
    operations: list[_Operation] = []
    for change in changes:
        asked = annotated and (confirmed is None or change.uri in confirmed)
        operations.extend(_operations(session, folder, change, annotated=asked))
    edit = types.WorkspaceEdit(document_changes=operations)
    if annotated and confirm is not None:
        annotation = types.ChangeAnnotation(label=confirm, needs_confirmation=True)
        edit.change_annotations = {_CONFIRMED: annotation}
    return edit


def _plain(session: Session, folder: Folder, changes: Iterable[Change]) -> dict[str, list[types.TextEdit]]:
    result: dict[str, list[types.TextEdit]] = {}
    for change in changes:
        assert isinstance(change, EditFile)
        edits = result.setdefault(session.client_uri(change.uri), [])
        edits.extend(_text_edits(session, folder, change))
    return result


def _operations(session: Session, folder: Folder, change: Change, *, annotated: bool) -> Iterable[_Operation]:
    annotation: str | None = _CONFIRMED if annotated else None
    if isinstance(change, CreateFile):
        options = types.CreateFileOptions(overwrite=False, ignore_if_exists=False)
        yield types.CreateFile(uri=change.uri, options=options, annotation_id=annotation)
        edits = [types.TextEdit(START_OF_FILE, change.text)]
        uri, version = change.uri, None
    else:
        assert isinstance(change, EditFile)
        edits = _text_edits(session, folder, change)
        document = session.shown(change.uri)
        uri, version = session.client_uri(change.uri), None if document is None else document.version
    shown: list[_Edit] = [
        edit if annotation is None else types.AnnotatedTextEdit(annotation, edit.range, edit.new_text)
        for edit in edits
    ]
    yield types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), shown)


def _text_edits(session: Session, folder: Folder, change: EditFile) -> list[types.TextEdit]:
    index = next(filter(None, (session.index_of(change.uri, f) for f in (folder, *session.folders))), None)
    assert index is not None
    encoding = session.client.encoding
    return [types.TextEdit(to_range(index, edit.span, encoding), edit.new_text) for edit in change.edits]
