"""Completion as editors get it: over the wire, with what each of them can do."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from lsp.conversation import Conversation
from lsp.editor import EDITORS, Buffer, Editor, start
from piptrust.lsp import surroundings
from support.samples import sample

CONF = """[global]
# 😀 größer
extra-index-url = https://user:hunter2@ä.example/simple https://b.example/simple
trusted-host = 😀.example ä.foo c.example
"""


async def complete(editor: Editor, buffer: Buffer, offset: int, **context: Any) -> dict[str, Any]:
    params = {
        "textDocument": {"uri": buffer.uri},
        "position": editor.position(buffer.text, offset),
        "context": context or {"triggerKind": 1},
    }
    return await editor.request("textDocument/completion", params)


def named(answer: dict[str, Any], label: str) -> dict[str, Any]:
    (item,) = [i for i in answer["items"] if i["label"] == label]
    return item


def accept(editor: Editor, buffer: Buffer, item: dict[str, Any], side: str = "replace") -> str:
    """The text after the item was chosen."""
    edit = item["textEdit"]
    range_ = edit.get("range") or edit[side]
    assert range_["start"]["line"] == range_["end"]["line"]
    start_, end = (editor.offset(buffer.text, range_[k]) for k in ("start", "end"))
    return buffer.text[:start_] + edit["newText"] + buffer.text[end:]


@pytest.mark.parametrize("capture", EDITORS)
async def test_every_editor_gets_what_it_can_show(tmp_path, capture):
    async with start(tmp_path, capture) as editor:
        provider = editor.capabilities["completionProvider"]
        assert {"[", "=", "/", "-", "{"} <= set(provider["triggerCharacters"])
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF + "no-in")
        answer = await complete(editor, buffer, len(buffer.text))
        assert answer["isIncomplete"] is False
        item = named(answer, "no-index")
        can_fill_in = capture.startswith(("vscode", "helix", "nvim-0.11", "nvim-0.12"))
        assert (item.get("insertTextFormat") == 2) is can_fill_in
        wanted = "no-index = ${1|true,false|}" if can_fill_in else "no-index = "
        assert accept(editor, buffer, item) == CONF + wanted
        assert ("labelDetails" in item) is capture.startswith(("vscode", "nvim-0.12"))
        resolves = not capture.startswith(("nvim-0.10", "nvim-0.11"))
        assert provider["resolveProvider"] is resolves
        if resolves:
            assert "documentation" not in item
            item = await editor.request("completionItem/resolve", item)
        said = item["documentation"]
        markdown = capture.startswith(("vscode", "nvim"))
        text = said["value"] if markdown else said
        assert "`find-links`" in text if markdown else "`" not in text
        assert "hunter2" not in repr(answer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
async def test_positions(tmp_path, encoding, newline):
    text = CONF.replace("\n", newline)
    async with start(tmp_path, "vscode-1.139", encodings=[encoding]) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), text)
        at = text.index("ä.foo") + 2
        item = named(await complete(editor, buffer, at), "ä.example")
        assert accept(editor, buffer, item, "replace") == text.replace("ä.foo", "ä.example")
        assert accept(editor, buffer, item, "insert") == text.replace("ä.foo", "ä.examplefoo")
        # And again after an edit, in the middle of the line.
        editor.replace(buffer, at, at + 1, "😀")
        item = named(await complete(editor, buffer, at + 1), "b.example")
        assert accept(editor, buffer, item) == buffer.text.replace("ä.😀oo", "b.example")


async def test_deprecated_ones_are_marked(tmp_path):
    for capture, marked in (("vscode-1.139", {"tags": [1]}), ("nvim-0.10", {})):
        async with start(tmp_path, capture) as editor:
            buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), "[global]\n")
            item = named(await complete(editor, buffer, 9), "use-deprecated")
            assert {k: item[k] for k in ("tags", "deprecated") if k in item} == marked


async def test_what_is_installed(tmp_path):
    site = tmp_path / "project/.venv/lib/python3/site-packages"
    async with start(tmp_path, "vscode-1.139", settings={"interpreter": sys.executable}) as editor:
        del site
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "hypoth")
        await editor.settled(buffer)
        answer = await complete(editor, buffer, 6)
        item = named(answer, "hypothesis")
        assert accept(editor, buffer, item) == "hypothesis"
        resolved = await editor.request("completionItem/resolve", item)
        assert "property-based testing" in resolved["documentation"]["value"]
        editor.set_text(buffer, "hypothesis==")
        answer = await complete(editor, buffer, 12)
        assert answer["items"][0]["label"] == item["labelDetails"]["description"].split()[0]


async def test_paths_and_ca_files(tmp_path):
    project = tmp_path / "project"
    (project / "certs").mkdir(parents=True)
    (project / "certs/root.pem").write_bytes(sample("root"))
    (project / "base.txt").write_text("x\n")
    async with start(tmp_path, "vscode-1.139") as editor:
        buffer = editor.open((project / "requirements.txt").as_uri(), "-r ")
        answer = await complete(editor, buffer, 3, triggerKind=2, triggerCharacter=" ")
        assert accept(editor, buffer, named(answer, "base.txt")) == "-r base.txt"
        buffer = editor.open((project / "pip.conf").as_uri(), "[global]\ncert = certs/")
        answer = await complete(editor, buffer, len(buffer.text))
        item = named(answer, "root.pem")
        resolved = await editor.request("completionItem/resolve", item)
        assert "It holds 1 certificate." in resolved["documentation"]["value"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("-r ", True),
        ("x ; ", True),
        ("x ; python_version < ", True),
        ("requests ", False),
        ("# a comment ", False),
        ("--index-url https://a.example/ ", False),
    ],
)
async def test_a_blank_opens_nothing_where_nothing_begins(project, text, asks):
    conversation = Conversation(project, capture="vscode-1.139")
    (project / "other.txt").write_text("x\n")
    uri = conversation.open((project / "requirements.txt").as_uri(), text)
    context = types.CompletionContext(types.CompletionTriggerKind.TriggerCharacter, " ")
    found = await asked(conversation, uri, len(text), context)
    assert (found is not None and bool(found.items)) is asks


async def asked(
    conversation: Conversation, uri: str, offset: int, context: types.CompletionContext | None = None
) -> types.CompletionList | None:
    document = conversation.session.document(uri)
    assert document is not None
    line, column = document.index.position(offset)
    place = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, column), context)
    return await conversation.send(types.TEXT_DOCUMENT_COMPLETION, place)


async def test_a_folder_that_hangs_holds_nothing_up(project, monkeypatch):
    def hangs(folder: str, most: int = 0) -> Any:
        time.sleep(1.5)

    monkeypatch.setattr(surroundings, "list_folder", hangs)
    conversation = Conversation(project, capture="vscode-1.139")
    uri = conversation.open((project / "requirements.txt").as_uri(), "-r a/")
    before = asyncio.get_running_loop().time()
    answers = await asyncio.gather(*(asked(conversation, uri, 5) for _ in range(20)))
    assert asyncio.get_running_loop().time() - before < 4 * surroundings.PATIENCE
    assert all(a is not None and a.is_incomplete for a in answers)
    # One look for one folder, however often it is asked for, and few looks at a time.
    for number in range(20):
        uri = conversation.open((project / f"requirements-{number}.txt").as_uri(), f"-r a{number}/")
        await asked(conversation, uri, len(f"-r a{number}/"))
    assert len(conversation.session.looks._running) <= 4
    await asyncio.sleep(1.6)


async def test_large_folders_are_bounded(project):
    for number in range(2_500):
        (project / f"file-{number:04}.txt").touch()
    conversation = Conversation(project, capture="vscode-1.139")
    uri = conversation.open((project / "requirements.txt").as_uri(), "-r file-01")
    found = await asked(conversation, uri, 10)
    assert found is not None
    assert found.is_incomplete
    assert found.items
    assert len(found.items) <= 300


async def test_new_files_are_seen(project, monkeypatch):
    monkeypatch.setattr(surroundings, "_FRESH", 0.0)
    conversation = Conversation(project, capture="vscode-1.139")
    uri = conversation.open((project / "requirements.txt").as_uri(), "-r ")
    assert (await asked(conversation, uri, 3)).items == []
    (project / "new.txt").touch()
    for _ in range(100):
        found = await asked(conversation, uri, 3)
        if found.items:
            break
        await asyncio.sleep(0.02)
    assert [i.label for i in found.items] == ["new.txt"]


async def test_the_interpreter_of_an_untrusted_folder_is_not_asked(tmp_path):
    venv = tmp_path / "project/.venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    (venv / "bin/python").chmod(0o755)
    async with start(tmp_path, "vscode-1.139", options={"workspaceTrusted": False}) as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "hyp")
        await editor.settled(buffer)
        await complete(editor, buffer, 3)
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    "data", [None, 1, {}, {"uri": "x"}, {"uri": "file:///x", "about": ["option"]}, {"uri": 1, "about": []}]
)
async def test_items_that_are_not_ours_come_back_as_they_are(project, data):
    conversation = Conversation(project, capture="vscode-1.139")
    item = types.CompletionItem("x", data=data)
    assert await conversation.send(types.COMPLETION_ITEM_RESOLVE, item) == types.CompletionItem(
        "x", data=data
    )


async def test_only_metadata_of_the_target_interpreter_is_read(project):
    secret = project / "secret.dist-info"
    secret.mkdir()
    (secret / "METADATA").write_text("Summary: s3cret\n")
    conversation = Conversation(project, capture="vscode-1.139")
    uri = conversation.open((project / "requirements.txt").as_uri(), "x")
    item = types.CompletionItem("x", data={"uri": uri, "about": ["project", "x", str(secret)]})
    assert (await conversation.send(types.COMPLETION_ITEM_RESOLVE, item)).documentation is None


async def test_unknown_documents(project):
    conversation = Conversation(project)
    place = types.CompletionParams(types.TextDocumentIdentifier("file:///never/opened"), types.Position(0, 0))
    assert await conversation.send(types.TEXT_DOCUMENT_COMPLETION, place) is None
    assert isinstance(project, Path)
