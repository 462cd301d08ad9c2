"""notebookDocument/didOpen, didChange, didClose: pip's commands in cells, pulled or pushed, and mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import certifi
import pytest

from lsp.editor import Buffer, Editor, start

NOTEBOOK = "jupyter-notebook"
PULLED = "vscode-1.139"


class Notebook:
    """A notebook as an editor shows it; its cells are the editor's buffers."""

    def __init__(self, editor: Editor, path: Path, *texts: str, language: str = "python") -> None:
        self.editor, self.path, self.version = editor, path, 1
        self.cells: list[Buffer] = []
        self._opened = 0
        items = [self._item(text, language) for text in texts]
        notebook = {
            "uri": path.as_uri(),
            "notebookType": NOTEBOOK,
            "version": 1,
            "cells": [{"kind": 2, "document": item["uri"]} for item in items],
        }
        editor.notify("notebookDocument/didOpen", {"notebookDocument": notebook, "cellTextDocuments": items})

    def _item(self, text: str, language: str = "python") -> dict[str, Any]:
        self._opened += 1
        uri = f"vscode-notebook-cell:{self.path}#W{self._opened}sZmlsZQ%3D%3D"
        self.cells.append(Buffer(uri, text))
        self.editor.buffers[uri] = self.cells[-1]
        return {"uri": uri, "languageId": language, "version": 1, "text": text}

    def _changed(self, cells: dict[str, Any]) -> None:
        self.version += 1
        notebook = {"uri": self.path.as_uri(), "version": self.version}
        self.editor.notify(
            "notebookDocument/didChange", {"notebookDocument": notebook, "change": {"cells": cells}}
        )

    def type(self, cell: Buffer, start: int, end: int, text: str) -> None:
        places = {
            "start": self.editor.position(cell.text, start),
            "end": self.editor.position(cell.text, end),
        }
        cell.text = cell.text[:start] + text + cell.text[end:]
        cell.version += 1
        document = {"uri": cell.uri, "version": cell.version}
        self._changed({"textContent": [{"document": document, "changes": [{"range": places, "text": text}]}]})

    def add(self, text: str) -> Buffer:
        item = self._item(text)
        array = {"start": 0, "deleteCount": 0, "cells": [{"kind": 2, "document": item["uri"]}]}
        self._changed({"structure": {"array": array, "didOpen": [item]}})
        return self.cells[-1]

    def remove(self, cell: Buffer) -> None:
        self.cells.remove(cell)
        array = {"start": 0, "deleteCount": 1}
        self._changed({"structure": {"array": array, "didClose": [{"uri": cell.uri}]}})

    def close(self) -> None:
        closed = [{"uri": cell.uri} for cell in self.cells]
        self.editor.notify(
            "notebookDocument/didClose",
            {"notebookDocument": {"uri": self.path.as_uri()}, "cellTextDocuments": closed},
        )


async def pulled(editor: Editor, cell: Buffer, identifier: str = "piptrust-cells") -> list[dict[str, Any]]:
    params = {"textDocument": {"uri": cell.uri}, "identifier": identifier}
    return (await editor.request("textDocument/diagnostic", params))["items"]


def found(cell: Buffer, editor: Editor, items: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Rules, and the texts on which they stand."""
    return {
        (
            item["code"],
            cell.text[
                editor.offset(cell.text, item["range"]["start"]) : editor.offset(
                    cell.text, item["range"]["end"]
                )
            ],
        )
        for item in items
    }


def notebook_in(editor: Editor, folder: Path, *texts: str) -> Notebook:
    return Notebook(editor, folder / "project" / "work.ipynb", *texts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_options_are_judged_where_they_stand_in_the_cell(tmp_path: Path, encoding: str) -> None:
    text = (
        "x = '😀'\n%pip install -i https://a.example/simple \\\n  --trusted-host https://a.example y  # 😀\n"
    )
    async with start(tmp_path, PULLED, encodings=[encoding]) as editor:
        notebook = notebook_in(editor, tmp_path, text, "import os\n")
        [first, second] = notebook.cells
        assert found(first, editor, await pulled(editor, first)) == {
            ("trusted-host-has-scheme", "https://a.example")
        }
        assert await pulled(editor, second) == []
        notebook.type(second, 0, 9, "!python -m pip install --trusted-host 'b.example/é' z")
        assert found(second, editor, await pulled(editor, second)) == {
            ("trusted-host-has-path", "b.example/é")
        }


async def test_a_cell_is_told_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    async with start(tmp_path, PULLED) as editor:
        registered = [r for r in editor.registrations.values() if r["method"] == "textDocument/diagnostic"]
        await editor.until(lambda: "piptrust.cells.diagnostics" in editor.registrations)
        options = editor.registrations["piptrust.cells.diagnostics"]["registerOptions"]
        assert options["identifier"] == "piptrust-cells"
        assert {"notebook": NOTEBOOK, "language": "python"} in options["documentSelector"]
        assert len(registered) <= 1
        notebook = notebook_in(editor, tmp_path, "%pip install --trusted-host https://a.example x")
        assert await pulled(editor, notebook.cells[0]) != []
        assert await pulled(editor, notebook.cells[0], "piptrust") == []
        # Nor does a document answer to the identifier of cells.
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "--cert x\n")
        assert await pulled(editor, buffer) == []
        assert await pulled(editor, buffer, "piptrust") != []
        assert editor.published == {}


async def test_cells_come_and_go_with_their_diagnostics(tmp_path: Path) -> None:
    bad = "%pip install --trusted-host https://a.example x"
    async with start(tmp_path, PULLED) as editor:
        notebook = notebook_in(editor, tmp_path, "1 + 1")
        added = notebook.add(bad)
        assert await pulled(editor, added) != []
        notebook.remove(added)
        assert await pulled(editor, added) == []
        last = notebook.add(bad)
        notebook.close()
        assert await pulled(editor, last) == []
        editor.notify("notebookDocument/didSave", {"notebookDocument": {"uri": notebook.path.as_uri()}})
        editor.notify(
            "notebookDocument/didChange", {"notebookDocument": {"uri": "x", "version": 2}, "change": {}}
        )
        assert await pulled(editor, last) == []


async def test_a_ca_file_is_allowed_and_looked_at_from_the_notebooks_folder(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "deep"
    folder.mkdir(parents=True)
    (folder / "good.pem").write_bytes(Path(certifi.where()).read_bytes())
    (folder / "page.pem").write_text("<!doctype html><html></html>")
    text = (
        "!pip install --cert good.pem a\n!pip install --cert page.pem b\n!pip install --cert /none/x.pem c\n"
    )
    async with start(tmp_path, PULLED) as editor:
        notebook = Notebook(editor, folder / "work.ipynb", text)
        [cell] = notebook.cells
        assert found(cell, editor, await pulled(editor, cell)) == {
            ("ca-file-html", "page.pem"),
            ("ca-file-missing", "/none/x.pem"),
        }


async def test_a_command_is_judged_with_the_files_that_it_names_and_no_other(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("--index-url https://used.example/simple\n")
    entry = "--trusted-host used.example"
    async with start(tmp_path, PULLED) as editor:
        notebook = notebook_in(
            editor, tmp_path, f"%pip install {entry} -r requirements.txt", f"%pip install {entry} x"
        )
        await editor.command("refresh")
        rules = [{d["code"] for d in await pulled(editor, cell)} for cell in notebook.cells]
        assert rules == [{"private-index-unverified"}, {"trusted-host-unused"}]
        # Nor does the cell have a part in what the folder's files mean.
        buffer = editor.open((project / "pip.conf").as_uri(), "[global]\ntrusted-host = cell.example\n")
        notebook.add("%pip install -i https://cell.example/simple x")
        await editor.command("refresh")
        own = await editor.request("textDocument/diagnostic", {"textDocument": {"uri": buffer.uri}})
        assert {d["code"] for d in own["items"]} == {"trusted-host-unused"}


async def test_what_is_configured_counts_beside_the_command_line(tmp_path: Path) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://a.example/simple\n")
    texts = (
        "%pip install --trusted-host a.example x",
        "%pip install -i https://b.example/simple --trusted-host a.example x",
    )
    async with start(tmp_path, PULLED, variables={"PIP_CONFIG_FILE": str(config)}) as editor:
        notebook = notebook_in(editor, tmp_path, *texts)
        rules = [{d["code"] for d in await pulled(editor, cell)} for cell in notebook.cells]
        assert rules == [{"private-index-unverified"}, {"trusted-host-unused"}]


async def test_a_quick_fix_takes_the_option_out_of_the_command(tmp_path: Path) -> None:
    text = "# 😀\n!pip install x \\\n  --trusted-host https://a.example \\\n  y\n"
    async with start(tmp_path, PULLED) as editor:
        cell = notebook_in(editor, tmp_path, text).cells[0]
        actions = await editor.actions(cell, 2)
        assert all(a["kind"] == "quickfix" for a in actions)
        removal = next(a for a in actions if a["title"].startswith("Remove 'https://a.example'"))
        resolved = await editor.request("codeAction/resolve", removal)
        cell.version = 0  # Cells change through the notebook's own notifications.
        for operation in resolved["edit"]["documentChanges"]:
            assert operation["textDocument"] == {"uri": cell.uri, "version": 1}
            operation["textDocument"]["version"] = None
        editor.apply(resolved["edit"])
        assert cell.text == "# 😀\n!pip install x \\\n  y\n"


async def test_a_comment_allows_a_finding(tmp_path: Path) -> None:
    text = "!pip install \\\n  --trusted-host https://a.example x\n"
    async with start(tmp_path, PULLED) as editor:
        notebook = notebook_in(editor, tmp_path, text)
        cell = notebook.cells[0]
        actions = await editor.actions(cell, 1)
        allow = next(a for a in actions if a["title"].startswith("Allow"))
        resolved = await editor.request("codeAction/resolve", allow)
        [operation] = resolved["edit"]["documentChanges"]
        [edit] = operation["edits"]
        assert edit["range"]["start"] == edit["range"]["end"] == {"line": 0, "character": 0}
        assert edit["newText"] == "# piptrust: allow[trusted-host-has-scheme]\n"
        notebook.type(cell, 0, 0, edit["newText"])
        assert await pulled(editor, cell) == []


async def test_cells_are_pushed_to_editors_that_do_not_pull(tmp_path: Path) -> None:
    import json

    from lsp import editor as lsp_editor

    raw = json.loads((lsp_editor.CAPTURES / "emacs-30.1.json").read_text(encoding="utf-8"))
    raw["capabilities"]["notebookDocument"] = {"synchronization": {}}
    capture = tmp_path / "with-notebooks.json"
    capture.write_text(json.dumps(raw))
    async with start(tmp_path, str(capture.with_suffix(""))) as editor:
        assert "notebookDocumentSync" in editor.capabilities
        notebook = notebook_in(editor, tmp_path, "%pip install --trusted-host https://a.example x")
        cell = notebook.cells[0]
        await editor.until(lambda: editor.published.get(cell.uri, {}).get("diagnostics"))
        notebook.close()
        await editor.until(lambda: not editor.published[cell.uri]["diagnostics"])


async def test_editors_without_notebooks_are_promised_none(tmp_path: Path) -> None:
    async with start(tmp_path, "nvim-0.12") as editor:
        assert "notebookDocumentSync" not in editor.capabilities
        await editor.command("refresh")
        assert not any(name.startswith("piptrust.cells") for name in editor.registrations)
