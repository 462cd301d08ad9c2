"""Formatting as editors get it."""

from __future__ import annotations

import pytest

from lsp.editor import EDITORS, Editor, start

TEXT = "[global]\n# 😀\nindex-url=https://é.example/\n  trusted-host = x\n\n\n\n[install]\nuser=no"
OPTIONS = {"tabSize": 4, "insertSpaces": True}


def apply(editor: Editor, text: str, edits: list[dict]) -> str:
    spans = [
        (editor.offset(text, e["range"]["start"]), editor.offset(text, e["range"]["end"])) for e in edits
    ]
    assert spans == sorted(spans)
    for (start_, end), edit in reversed(list(zip(spans, edits))):
        text = text[:start_] + edit["newText"] + text[end:]
    return text


@pytest.mark.parametrize("capture", EDITORS)
async def test_every_editor_is_told_in_its_way(tmp_path, capture):
    async with start(tmp_path, capture) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), TEXT)
        await editor.diagnostics(buffer)
        registered = {r["method"]: r.get("registerOptions") for r in editor.registrations.values()}
        if capture.startswith(("vscode", "nvim")):
            assert "documentFormattingProvider" not in editor.capabilities
            selector = registered["textDocument/formatting"]["documentSelector"]
            assert selector[0] == {"pattern": "**/pip.{conf,ini}"}
            assert "textDocument/rangeFormatting" in registered
        else:
            assert editor.capabilities["documentFormattingProvider"] is True
            assert ("documentRangeFormattingProvider" in editor.capabilities) is capture.startswith("emacs")
            assert "textDocument/formatting" not in registered
        edits = await editor.request(
            "textDocument/formatting", {"textDocument": {"uri": buffer.uri}, "options": OPTIONS}
        )
        assert apply(editor, TEXT, edits) == (
            "[global]\n# 😀\nindex-url = https://é.example/\n    trusted-host = x\n\n[install]\nuser = no\n"
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_ranges_and_options(tmp_path, encoding):
    async with start(tmp_path, encodings=[encoding]) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), TEXT)
        document = {"uri": buffer.uri}
        line = {"start": {"line": 2, "character": 3}, "end": {"line": 3, "character": 0}}
        last = {"start": {"line": 8, "character": 0}, "end": {"line": 8, "character": 0}}
        options = {"tabSize": 2, "insertSpaces": False, "insertFinalNewline": False}
        params = {"textDocument": document, "range": line, "options": options}
        edits = await editor.request("textDocument/rangeFormatting", params)
        assert apply(editor, TEXT, edits) == TEXT.replace("-url=", "-url = ")
        params = {"textDocument": document, "ranges": [line, last], "options": options}
        edits = await editor.request("textDocument/rangesFormatting", params)
        assert apply(editor, TEXT, edits) == TEXT.replace("-url=", "-url = ").replace("user=", "user = ")
        edits = await editor.request(
            "textDocument/formatting", {"textDocument": document, "options": options}
        )
        assert "\n\ttrusted-host" in apply(editor, TEXT, edits)
        assert apply(editor, TEXT, edits).endswith("user = no")


async def test_requirements_files_and_unknown_ones_are_not_formatted(tmp_path):
    async with start(tmp_path) as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "a   ==1\n")
        for uri in (buffer.uri, "file:///never/opened"):
            params = {"textDocument": {"uri": uri}, "options": OPTIONS}
            assert await editor.request("textDocument/formatting", params) is None
