"""The pip commands in a notebook's cell, judged each by itself, as pip runs them."""

from __future__ import annotations

from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.finding import Finding
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.workspace import Workspace
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.notebook_cell import NotebookCell
from piptrust.text.records import replace
from piptrust.text.uri import path_to_uri, uri_to_path

_MOST_COMMANDS = 100


def analyze_cell(
    workspace: Workspace, cell: Document, notebook_uri: str, selection: Selection
) -> tuple[Finding, ...]:
    """The findings for all commands of the cell, in the order in which they stand in it.

    ``notebook_uri`` tells where relative paths start: a kernel runs in its notebook's folder.
    """
    assert isinstance(cell.structure, NotebookCell)
    findings: list[Finding] = []
    for command in cell.structure.commands[:_MOST_COMMANDS]:
        one = replace(cell, settings=command.settings, structure=NotebookCell((command,)))
        findings.extend(analyze(cell_snapshot(workspace, one, notebook_uri), one, selection))
    findings.sort(key=lambda f: (f.span, -f.severity, f.rule))
    return tuple(findings)


def cell_snapshot(workspace: Workspace, cell: Document, notebook_uri: str) -> Snapshot:
    """What the cell's pip reads: the configuration in effect, the files that its commands name, and itself.

    Requirements files of the folder that no command names have no part in it, nor has it one in their runs.
    """
    snapshot = workspace.snapshot()
    path = uri_to_path(notebook_uri)
    folder = path.rpartition("/")[0] or "/" if path is not None else snapshot.environment.cwd
    environment = replace(snapshot.environment, cwd=folder)
    documents = {
        uri: document for uri, document in snapshot.documents.items() if document.kind is FileKind.PIP_CONF
    }
    base = path_to_uri(f"{folder.rstrip('/')}/notebook.ipynb")
    for included in workspace.named_on_command_line(cell, base):
        documents[included.uri] = included
    documents[cell.uri] = cell
    return replace(
        snapshot,
        environment=environment,
        documents=documents,
        files={**snapshot.files, **workspace.facts_for(cell, environment)},
    )
