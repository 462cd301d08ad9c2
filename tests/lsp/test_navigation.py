"""Navigation as editors see it, over the wire: encodings, line ends, several folders, texts that are not saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lsp.editor import EDITORS, Buffer, Editor, ServerError, start

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
NEWLINES = ["\n", "\r\n", "\r"]
CONF = (
    "[global]\n# 😀é\nindex-url = https://ü😀:p@a.example/é\ntrusted-host =\n  é.example\n  a.example\n"
    "[install]\nindex-url = https://b.example/\n"
)


def at(buffer: Buffer, editor: Editor, text: str, *, further: int = 1) -> dict[str, Any]:
    """Parameters that name the place one character into ``text``, which stands once in the buffer."""
    assert buffer.text.count(text) == 1
    position = editor.position(buffer.text, buffer.text.index(text) + further)
    return {"textDocument": {"uri": buffer.uri}, "position": position}


def source(editor: Editor, buffer: Buffer, range_: dict[str, Any]) -> str:
    start_, end = (editor.offset(buffer.text, range_[side]) for side in ("start", "end"))
    return buffer.text[start_:end]


def places(editor: Editor, found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """File names and texts of locations in open buffers."""
    return sorted(
        (one["uri"].rpartition("/")[2], source(editor, editor.buffers[one["uri"]], one["range"]))
        for one in found
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_every_answer_stands_where_it_should(tmp_path: Path, encoding: str) -> None:
    async with start(tmp_path, "vscode-1.139", encodings=[encoding]) as editor:
        for newline in NEWLINES:
            await every_answer(editor, tmp_path / "project", newline)


async def every_answer(editor: Editor, project: Path, newline: str) -> None:
    buffer = editor.open((project / "pip.conf").as_uri(), CONF.replace("\n", newline))
    document = {"textDocument": {"uri": buffer.uri}}
    other = editor.open(
        (project / "requirements.txt").as_uri(), f"é==1{newline}x @ https://😀:p@a.example/x.zip"
    )

    [link] = await editor.request("textDocument/definition", at(buffer, editor, "https://ü"))
    assert source(editor, buffer, link["targetRange"]) == f"index-url = https://b.example/{newline}"
    assert source(editor, buffer, link["targetSelectionRange"]) == "index-url"

    here = at(buffer, editor, f"a.example{newline}[")
    found = await editor.request("textDocument/references", {**here, "context": {"includeDeclaration": True}})
    assert places(editor, found) == [("pip.conf", "a.example")] * 2 + [("requirements.txt", "a.example")]
    found = await editor.request(
        "textDocument/references", {**here, "context": {"includeDeclaration": False}}
    )
    assert len(found) == 2
    marks = await editor.request("textDocument/documentHighlight", here)
    assert [(source(editor, buffer, m["range"]), m["kind"]) for m in marks] == [
        ("a.example", 3),
        ("a.example", 2),
    ]

    links = await editor.request("textDocument/documentLink", document)
    assert [(source(editor, buffer, one["range"]), one["target"]) for one in links] == [
        ("https://ü😀:p@a.example/é", "https://a.example/é"),
        ("https://b.example/", "https://b.example/"),
    ]

    outline = await editor.request("textDocument/documentSymbol", document)
    assert [(s["name"], source(editor, buffer, s["selectionRange"])) for s in outline] == [
        ("[global]", "[global]"),
        ("[install]", "[install]"),
    ]
    assert [(s["name"], s["detail"]) for s in outline[0]["children"]] == [
        ("index-url", "https://****@a.example/é"),
        ("trusted-host", "é.example a.example"),
    ]
    outline = await editor.request("textDocument/documentSymbol", {"textDocument": {"uri": other.uri}})
    assert [source(editor, other, s["range"]) for s in outline] == [
        "é==1",
        "x @ https://😀:p@a.example/x.zip",
    ]

    folds = await editor.request("textDocument/foldingRange", document)
    assert [(f["startLine"], f["endLine"]) for f in folds] == [(0, 5), (3, 5), (6, 7)]

    positions = [here["position"], {"line": 99, "character": 0}]
    grown = await editor.request("textDocument/selectionRange", {**document, "positions": positions})
    assert len(grown) == 2
    texts = []
    inner: Any = grown[0]
    while inner is not None:
        texts.append(source(editor, buffer, inner["range"]))
        inner = inner.get("parent")
    assert texts[0] == "a.example"
    assert texts[-1] == buffer.text
    assert f"trusted-host ={newline}  é.example{newline}  a.example" in texts

    prepared = await editor.request("textDocument/prepareRename", here)
    assert source(editor, buffer, prepared["range"]) == prepared["placeholder"] == "a.example"
    edit = await editor.request("textDocument/rename", {**here, "newName": "ö.example"})
    before = buffer.text, other.text
    editor.apply(edit)
    assert (buffer.text, other.text) == tuple(text.replace("a.example", "ö.example") for text in before)
    editor.close(buffer)
    editor.close(other)


@pytest.mark.parametrize("capture", EDITORS)
async def test_each_editor_gets_the_form_that_it_knows(tmp_path: Path, capture: str) -> None:
    async with start(tmp_path, capture) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF)
        [target] = await editor.request("textDocument/definition", at(buffer, editor, "https://ü"))
        assert ("targetUri" in target) is (not capture.startswith("helix"))
        outline = await editor.request("textDocument/documentSymbol", {"textDocument": {"uri": buffer.uri}})
        if capture.startswith("helix"):
            assert [(s["name"], s.get("containerName")) for s in outline] == [
                ("[global]", None),
                ("index-url", "[global]"),
                ("trusted-host", "[global]"),
                ("[install]", None),
                ("index-url", "[install]"),
            ]
        else:
            assert [s["name"] for s in outline] == ["[global]", "[install]"]
        prepares = editor.capabilities["renameProvider"]
        assert prepares is True if capture.startswith("emacs") else prepares == {"prepareProvider": True}


async def test_files_of_all_folders_and_of_the_user_are_searched(tmp_path: Path) -> None:
    one, two, user = (tmp_path / name for name in ("one", "two", "user.conf"))
    for folder in (one, two):
        folder.mkdir()
        (folder / "requirements.txt").write_text("--trusted-host a.example\n", encoding="utf-8")
    user.write_text("[global]\nindex-url = https://a.example/\n", encoding="utf-8")
    variables = {"PIP_CONFIG_FILE": str(user)}
    folders = (one.as_uri(), two.as_uri())
    async with start(tmp_path, "vscode-1.139", folders=folders, variables=variables) as editor:
        # This text is not saved: the file does not have the host on its second line.
        text = "--trusted-host a.example\nx @ https://a.example/x.zip\n"
        buffer = editor.open((one / "requirements.txt").as_uri(), text)
        await editor.settled(buffer)
        here = at(buffer, editor, "a.example\n")
        found = await editor.request(
            "textDocument/references", {**here, "context": {"includeDeclaration": True}}
        )
        shown = [
            (
                Path(f["uri"].removeprefix("file://")).relative_to(tmp_path).as_posix(),
                f["range"]["start"]["line"],
            )
            for f in found
        ]
        assert sorted(shown) == [
            ("one/requirements.txt", 0),
            ("one/requirements.txt", 1),
            ("two/requirements.txt", 0),
            ("user.conf", 1),
        ]
        [link] = await editor.request("textDocument/definition", here)
        assert link["targetUri"] == user.as_uri()

        edit = await editor.request("textDocument/rename", {**here, "newName": "b.example"})
        [annotation] = edit["changeAnnotations"].values()
        assert annotation["needsConfirmation"]
        asked = [
            change["textDocument"]["uri"]
            for change in edit["documentChanges"]
            if any("annotationId" in one for one in change["edits"])
        ]
        assert asked == [user.as_uri()]
        versions = {c["textDocument"]["uri"]: c["textDocument"]["version"] for c in edit["documentChanges"]}
        assert versions == {buffer.uri: 1, (two / "requirements.txt").as_uri(): None, user.as_uri(): None}
        editor.apply(edit)
        assert user.read_text(encoding="utf-8") == "[global]\nindex-url = https://b.example/\n"
        assert (two / "requirements.txt").read_text(encoding="utf-8") == "--trusted-host b.example\n"
        assert buffer.text == text.replace("a.example", "b.example")


async def test_a_client_that_cannot_ask_is_told_to_open_the_file(tmp_path: Path) -> None:
    user = tmp_path / "user.conf"
    user.write_text("[global]\nindex-url = https://a.example/\n", encoding="utf-8")
    async with start(tmp_path, "emacs-30.1", variables={"PIP_CONFIG_FILE": str(user)}) as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "--trusted-host a.example\n")
        await editor.settled(buffer)
        here = {**at(buffer, editor, "a.example"), "newName": "b.example"}
        with pytest.raises(ServerError, match=r"user\.conf has it, too, outside the workspace\. Open it"):
            await editor.request("textDocument/rename", here)
        opened = editor.open(user.as_uri(), user.read_text(encoding="utf-8"))
        editor.apply(await editor.request("textDocument/rename", here))
        assert opened.text == "[global]\nindex-url = https://b.example/\n"
        assert buffer.text == "--trusted-host b.example\n"


async def test_a_closed_file_in_another_encoding_is_left_to_its_owner(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/requirements-dev.txt").write_bytes(
        "# é\n--trusted-host a.example\n".encode("utf-16")
    )
    async with start(tmp_path, "vscode-1.139") as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "--trusted-host a.example\n")
        await editor.settled(buffer)
        with pytest.raises(ServerError, match=r"requirements-dev\.txt has it, too, and is not in UTF-8"):
            await editor.request(
                "textDocument/rename", {**at(buffer, editor, "a.example"), "newName": "b.example"}
            )


async def test_why_nothing_can_be_renamed_is_said(tmp_path: Path) -> None:
    async with start(tmp_path, "nvim-0.11") as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF)
        for method in ("prepareRename", "rename"):
            params = {**at(buffer, editor, "[install]"), "newName": "x"}
            with pytest.raises(ServerError, match="Only the name of a host") as caught:
                await editor.request(f"textDocument/{method}", params)
            assert caught.value.code == -32803
        params = {**at(buffer, editor, "b.example"), "newName": "https://c.example"}
        with pytest.raises(ServerError, match="without scheme, port and path"):
            await editor.request("textDocument/rename", params)


async def test_symbols_of_the_workspace_come_in_parts_where_the_client_can(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("requests\n--trusted-host a.example\n", encoding="utf-8")
    async with start(tmp_path, "vscode-1.139") as editor:
        buffer = editor.open((project / "pip.conf").as_uri(), CONF)
        await editor.settled(buffer)
        found = await editor.request("workspace/symbol", {"query": "a.example"})
        assert {(s["name"], s.get("containerName")) for s in found} == {
            ("index-url = https://****@a.example/é", "[global]"),
            ("trusted-host = é.example a.example", "[global]"),
            ("--trusted-host = a.example", None),
        }
        rest = await editor.request("workspace/symbol", {"query": "a.example", "partialResultToken": "t"})
        parts = [m["params"] for m in editor.messages if m["method"] == "$/progress"]
        assert rest == []
        assert len(parts) == 2
        assert all(part["token"] == "t" for part in parts)
        assert sorted(s["name"] for p in parts for s in p["value"]) == sorted(s["name"] for s in found)


async def test_what_is_not_ours_has_no_answer(tmp_path: Path) -> None:
    async with start(tmp_path, "vscode-1.139") as editor:
        document = {"textDocument": {"uri": (tmp_path / "project/setup.cfg").as_uri()}}
        place = {**document, "position": {"line": 0, "character": 0}}
        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
        for method, params in {
            "documentLink": document,
            "definition": place,
            "references": {**place, "context": {"includeDeclaration": True}},
            "documentHighlight": place,
            "documentSymbol": document,
            "foldingRange": document,
            "selectionRange": {**document, "positions": [place["position"]]},
            "prepareRename": place,
            "rename": {**place, "newName": "x"},
            "inlayHint": {**document, "range": everything},
            "codeLens": document,
            "semanticTokens/full": document,
            "semanticTokens/full/delta": {**document, "previousResultId": "1"},
            "semanticTokens/range": {**document, "range": everything},
        }.items():
            assert await editor.request(f"textDocument/{method}", params) is None, method


async def test_a_text_open_in_another_folder_counts_as_it_is_on_the_screen(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    (one / "requirements.txt").write_text("-r ../two/requirements.txt\n", encoding="utf-8")
    (two / "requirements.txt").write_text("--trusted-host a.example\n", encoding="utf-8")
    folders = (one.as_uri(), two.as_uri())
    async with start(tmp_path, "vscode-1.139", folders=folders) as editor:
        # The first folder includes the file, and knows it from the disk.
        text = "# 😀\n\n--trusted-host a.example\n"
        there = editor.open((two / "requirements.txt").as_uri(), text)
        here = editor.open(
            (one / "requirements.txt").as_uri(), "-r ../two/requirements.txt\nx @ https://a.example/x.zip\n"
        )
        await editor.settled(here)
        place = at(here, editor, "a.example")
        found = await editor.request(
            "textDocument/references", {**place, "context": {"includeDeclaration": True}}
        )
        assert places(editor, found) == [("requirements.txt", "a.example")] * 2
        editor.apply(await editor.request("textDocument/rename", {**place, "newName": "b.example"}))
        assert there.text == text.replace("a.example", "b.example")
        target = await editor.request("textDocument/definition", at(here, editor, "../two"))
        assert [one["targetUri"] for one in target] == [there.uri]
