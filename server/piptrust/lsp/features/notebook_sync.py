"""``notebookDocument/didOpen``, ``didChange``, ``didSave`` and ``didClose``: pip's commands in the cells of notebooks.

``%pip install``, ``!pip install``, ``!python -m pip install`` and cells of shell commands are read as pip's command
line: over continuation lines, with the options that stand on it beside the configuration in effect. ``--cert`` is
allowed there, and the file that it names is looked at. What a variable or an expression gives is not judged. Each
command is judged by itself. Editors that register at run time are asked to pull diagnostics and quick fixes for
cells; the others are pushed the diagnostics.

Example:
    The cell ``%pip install --trusted-host https://a.example x`` gets ``trusted-host-has-scheme`` on the host, with a
    quick fix that takes the option out of the command.

Test: tests/lsp/test_notebooks.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.capabilities import CELL_DIAGNOSTICS, CELL_LANGUAGES, NOTEBOOK_TYPES
from piptrust.lsp.convert import to_span
from piptrust.lsp.feature import answers
from piptrust.lsp.features.diagnostics_push import withdraw
from piptrust.lsp.session import Session

_REGISTRATION = "piptrust.cells."


@answers(types.NOTEBOOK_DOCUMENT_DID_OPEN)
def did_open(session: Session, params: types.DidOpenNotebookDocumentParams) -> None:
    for item in params.cell_text_documents:
        _open(session, params.notebook_document.uri, item)


@answers(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
def did_change(session: Session, params: types.DidChangeNotebookDocumentParams) -> None:
    cells = params.change.cells
    if cells is None:
        return
    if cells.structure is not None:
        for item in cells.structure.did_open or ():
            _open(session, params.notebook_document.uri, item)
        for identifier in cells.structure.did_close or ():
            _close(session, identifier.uri)
    for changed in cells.text_content or ():
        _change(session, changed)


@answers(types.NOTEBOOK_DOCUMENT_DID_SAVE)
def did_save(session: Session, params: types.DidSaveNotebookDocumentParams) -> None:
    """Cells are judged by their text as it is on the screen; on disk nothing else depends on them."""
    del session, params


@answers(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
def did_close(session: Session, params: types.DidCloseNotebookDocumentParams) -> None:
    for identifier in params.cell_text_documents:
        _close(session, identifier.uri)
    for cell in session.cells.close_notebook(params.notebook_document.uri):
        withdraw(session, cell.uri)


def register_cells(session: Session) -> None:
    """Has the editor ask for the diagnostics and quick fixes of cells, where it can be told so at run time."""
    client = session.client
    if not client.notebooks:
        return
    selector: list[types.DocumentFilter] = [
        types.NotebookCellTextDocumentFilter(notebook=notebook, language=language)
        for notebook in NOTEBOOK_TYPES
        for language in CELL_LANGUAGES
    ]
    registrations: list[types.Registration] = []
    if client.pulls and client.registers_diagnostics:
        options = types.DiagnosticRegistrationOptions(
            inter_file_dependencies=True,
            workspace_diagnostics=False,
            document_selector=selector,
            identifier=CELL_DIAGNOSTICS,
        )
        method = types.TEXT_DOCUMENT_DIAGNOSTIC
        registrations.append(types.Registration(f"{_REGISTRATION}diagnostics", method, options))
    if client.registers_actions:
        actions = types.CodeActionRegistrationOptions(
            document_selector=selector,
            code_action_kinds=[types.CodeActionKind.QuickFix],
            resolve_provider=client.lazy_actions,
        )
        method = types.TEXT_DOCUMENT_CODE_ACTION
        registrations.append(types.Registration(f"{_REGISTRATION}actions", method, actions))
    if registrations:
        session.server.client_register_capability(types.RegistrationParams(registrations))


def _open(session: Session, notebook: str, item: types.TextDocumentItem) -> None:
    session.cells.open(notebook, item.uri, item.version, str(item.language_id), item.text)


def _change(session: Session, changed: types.NotebookDocumentCellContentChanges) -> None:
    cell = session.cells.get(changed.document.uri)
    if cell is None:
        return
    cell.version = changed.document.version
    for change in changed.changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            session.cells.edit(cell, to_span(cell.index, change.range, session.client.encoding), change.text)
        else:
            session.cells.edit(cell, None, change.text)


def _close(session: Session, uri: str) -> None:
    cell = session.cells.close(uri)
    if cell is not None:
        withdraw(session, cell.uri)
