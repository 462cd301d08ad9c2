"""The cells of notebooks that an editor has open: texts in which single commands are pip's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from piptrust.engine.view import View
from piptrust.lsp.open_document import OpenDocument
from piptrust.parse.kind import FileKind
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span
from piptrust.text.uri import canonical_uri

if TYPE_CHECKING:
    from piptrust.engine.finding import Finding
    from piptrust.lsp.session import Session
    from piptrust.parse.document import Document

# What VS Code calls a cell of shell commands; in every other one only magics and escapes are.
_SHELL_LANGUAGES = frozenset({"shellscript", "shell", "bash", "sh"})


class Cells:
    """Cells by URI, as the client spells it: only its fragment may tell a cell from the next.

    They stand beside the documents: nothing in a folder is judged by them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cells: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(list(self._cells.values()))

    def get(self, uri: str) -> OpenDocument | None:
        return self._cells.get(uri)

    def open(self, notebook: str, uri: str, version: int, language: str, text: str) -> None:
        folder = self._session.folder_of(canonical_uri(notebook))
        kind = FileKind.NOTEBOOK_CELL
        cell = OpenDocument(
            uri, uri, version, kind, LineIndex(text), folder, notebook=canonical_uri(notebook)
        )
        cell.is_shell = language in _SHELL_LANGUAGES
        self._cells[uri] = cell
        self._session.stale(cell)

    def edit(self, cell: OpenDocument, span: Span | None, new_text: str) -> None:
        """Replaces a part of the text, or all of it where ``span`` is None."""
        cell.index = LineIndex(new_text) if span is None else cell.index.updated(span, new_text)
        self._session.stale(cell)

    def close(self, uri: str) -> OpenDocument | None:
        return self._cells.pop(uri, None)

    def close_notebook(self, notebook: str) -> list[OpenDocument]:
        """Closes what is left of a notebook; its cells."""
        gone = [cell for cell in self if cell.notebook == canonical_uri(notebook)]
        for cell in gone:
            del self._cells[cell.key]
        return gone

    def settle(self) -> None:
        """Folders came or went: each cell goes where its notebook belongs."""
        for cell in self:
            folder = self._session.folder_of(cell.notebook)
            if folder is not cell.folder:
                cell.folder = folder
                self._session.stale(cell)


def analyze_open_cell(cell: OpenDocument) -> tuple[Finding, ...]:
    from piptrust.engine.cells import analyze_cell

    return analyze_cell(cell.folder.workspace, _parsed(cell), cell.notebook, cell.folder.settings.selection)


def view_of_cell(cell: OpenDocument) -> View:
    from piptrust.engine.cells import cell_snapshot

    parsed = _parsed(cell)
    return View(cell_snapshot(cell.folder.workspace, parsed, cell.notebook), parsed)


def _parsed(cell: OpenDocument) -> Document:
    # Loaded for editors that have notebooks open, and for nobody else.
    from piptrust.parse.notebook_cell import parse_notebook_cell

    pip_version = cell.folder.workspace.environment.pip_version
    return parse_notebook_cell(cell.key, cell.index.text, pip_version, shell=cell.is_shell)
