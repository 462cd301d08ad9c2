"""Hints, lenses and tokens as editors see them, over the wire."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from lsp.conversation import Conversation
from lsp.editor import EDITORS, Buffer, Editor, start
from lsp.probe_lab import Lab, started, until_state
from piptrust.engine.handshake import Handshake
from piptrust.lsp import refresh

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
NEWLINES = ["\n", "\r\n", "\r"]
CONF = "[global]\n# 😀é\nindex-url = https://ü😀:p@a.example/é\nno-such = é\n[install]\nindex-url = https://b.example/\n"
LINES = "# 😀\né==1 # 😀 ü\n\x0c# a\u2028b==2\n--trusted-host 😀.example \\\n  # é\n  --pre\nx @ https://😀:p@a.example/x.zip"


def whole(editor: Editor, buffer: Buffer) -> dict[str, Any]:
    end = editor.position(buffer.text, len(buffer.text))
    return {"textDocument": {"uri": buffer.uri}, "range": {"start": {"line": 0, "character": 0}, "end": end}}


def placed(data: list[int]) -> list[tuple[int, int, int, int, int]]:
    """The tokens with places of their own instead of distances."""
    line = character = 0
    found = []
    for down, across, *rest in zip(*(iter(data),) * 5):
        line, character = line + down, across if down else character + across
        found.append((line, character, *rest))
    return found


def decoded(editor: Editor, buffer: Buffer, data: list[int]) -> list[tuple[str, str]]:
    """Texts and types of semantic tokens, as the specification has them decoded."""
    types = editor.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    found = []
    for line, character, length, kind, modifiers in placed(data):
        start_ = editor.offset(buffer.text, {"line": line, "character": character})
        end = editor.offset(buffer.text, {"line": line, "character": character + length})
        found.append((buffer.text[start_:end], types[kind] + "!" * modifiers))
    return found


async def tokens(editor: Editor, buffer: Buffer) -> dict[str, Any]:
    return await editor.request("textDocument/semanticTokens/full", {"textDocument": {"uri": buffer.uri}})


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_tokens_and_hints_stand_where_they_should(tmp_path: Path, encoding: str) -> None:
    async with start(tmp_path, "vscode-1.139", encodings=[encoding]) as editor:
        for newline in NEWLINES:
            await every_token_and_hint(editor, tmp_path / "project", newline)


async def every_token_and_hint(editor: Editor, project: Path, newline: str) -> None:
    buffer = editor.open((project / "pip.conf").as_uri(), CONF.replace("\n", newline))
    found = decoded(editor, buffer, (await tokens(editor, buffer))["data"])
    assert found[:7] == [
        ("global", "namespace"),
        ("# 😀é", "comment"),
        ("index-url", "property"),
        ("=", "operator"),
        ("https://ü😀:p@", "string"),
        ("a.example", "variable"),
        ("/é", "string"),
    ]
    assert ("no-such", "property!") in found
    hints = await editor.request("textDocument/inlayHint", whole(editor, buffer))
    [hint] = hints
    assert editor.offset(buffer.text, hint["position"]) == buffer.text.index("/é") + 2
    [part] = hint["label"]
    assert part["value"] == "overridden for pip install by [install]"
    assert part["location"]["range"]["start"]["line"] == 5

    lines = editor.open((project / "requirements.txt").as_uri(), LINES.replace("\n", newline))
    found = decoded(editor, lines, (await tokens(editor, lines))["data"])
    assert found == [
        ("# 😀", "comment"),
        ("é==1", "string"),
        ("# 😀 ü", "comment"),
        ("# a", "comment"),
        ("b", "class"),
        ("==", "operator"),
        ("2", "number"),
        ("--trusted-host", "keyword"),
        ("😀.example", "string"),
        ("# é", "comment"),
        ("--pre", "keyword"),
        ("x", "class"),
        ("@", "operator"),
        ("https://😀:p@", "string"),
        ("a.example", "variable"),
        ("/x.zip", "string"),
    ]
    editor.close(buffer)
    editor.close(lines)


async def test_differences_and_parts_agree_with_the_whole(tmp_path: Path) -> None:
    chosen = random.Random(7)
    async with start(tmp_path, "vscode-1.139") as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), LINES + "\nrequests>=2\n" * 40)
        known = await tokens(editor, buffer)
        for _ in range(40):
            place = chosen.randrange(len(buffer.text) - 3)
            new = chosen.choice(["", "\n", "#", "😀", "x==1\n", "\\\n", " "])
            editor.replace(buffer, place, place + chosen.randrange(3), new)
            document = {"textDocument": {"uri": buffer.uri}}
            params = {**document, "previousResultId": known["resultId"]}
            delta = await editor.request("textDocument/semanticTokens/full/delta", params)
            data = list(known["data"])
            for edit in sorted(delta["edits"], key=lambda e: e["start"], reverse=True):
                data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
            editor.close(buffer)
            buffer = editor.open(buffer.uri, buffer.text)
            fresh = await tokens(editor, buffer)
            assert fresh["data"] == data
            known = fresh
            line = chosen.randrange(buffer.text.count("\n"))
            range_ = {"start": {"line": line, "character": 0}, "end": {"line": line + 2, "character": 0}}
            part = await editor.request("textDocument/semanticTokens/range", {**document, "range": range_})
            shown = placed(part["data"])
            assert set(shown) <= set(placed(data))
            assert [one for one in placed(data) if line <= one[0] <= line + 2 and one not in shown] == []
        again = await editor.request(
            "textDocument/semanticTokens/full/delta", {**document, "previousResultId": known["resultId"]}
        )
        assert again["edits"] == []
        unknown = await editor.request(
            "textDocument/semanticTokens/full/delta", {**document, "previousResultId": "?"}
        )
        assert unknown["data"] == known["data"]


@pytest.mark.parametrize("capture", EDITORS)
async def test_only_what_the_editor_can_is_offered(tmp_path: Path, capture: str) -> None:
    async with start(tmp_path, capture) as editor:
        offered = editor.capabilities.get("semanticTokensProvider")
        if capture.startswith(("emacs", "helix")):
            assert offered is None
        else:
            assert offered["full"] == {"delta": True}
            assert offered["range"] is (capture.startswith("vscode") or capture == "nvim-0.12")
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF)
        hints = await editor.request("textDocument/inlayHint", whole(editor, buffer))
        assert len(hints) == 1


@pytest.mark.parametrize(
    ("settings", "hints", "tokens_"),
    [
        ({}, 1, True),
        ({"inlayHints": {"enable": False}}, 0, True),
        ({"inlayHints": {"overridden": False}}, 0, True),
        ({"inlayHints": {"certificates": False}}, 1, True),
        ({"semanticTokens": {"enable": False}}, 1, False),
    ],
)
async def test_each_has_its_setting(tmp_path: Path, settings: Any, hints: int, tokens_: bool) -> None:
    async with start(tmp_path, "vscode-1.139", options=settings) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF)
        assert len(await editor.request("textDocument/inlayHint", whole(editor, buffer)) or []) == hints
        assert (await tokens(editor, buffer) is not None) is tokens_


async def test_wrong_settings_are_named(tmp_path: Path) -> None:
    settings = {"inlayHints": {"nonsense": True, "enable": "yes"}, "codeLens": True}
    async with start(tmp_path, "vscode-1.139", options=settings) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONF)
        assert len(await editor.request("textDocument/inlayHint", whole(editor, buffer))) == 1
        log = "\n".join(editor.logged)
        assert "there is no setting piptrust.inlayHints.nonsense" in log
        assert "piptrust.inlayHints.enable must be true or false; it was ignored" in log
        assert "piptrust.codeLens must be an object of switches; it was ignored" in log


async def test_hints_and_lenses_follow_the_probe(lab: Lab) -> None:
    lab.write(f"cert = {lab.root}\n")
    async with started(lab, capture="vscode-1.139") as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "verified")
        for what in ("inlayHint", "codeLens"):
            await editor.until(lambda what=what: f"workspace/{what}/refresh" in editor.asked)
        hints = await editor.request("textDocument/inlayHint", whole(editor, buffer))
        [first, second] = [hint["label"] for hint in hints]
        assert first == "verified · 364 days left"
        assert second == "1 certificate"

        [lens] = await editor.request("textDocument/codeLens", {"textDocument": {"uri": buffer.uri}})
        assert "command" not in lens
        lens = await editor.request("codeLens/resolve", lens)
        assert lens["command"]["title"] == "verified just now · TLS 1.3 · check again"
        connections = len(lab.server.names)
        command = {"command": lens["command"]["command"], "arguments": lens["command"]["arguments"]}
        [status] = await editor.request("workspace/executeCommand", command)
        assert status["state"] == "verified"
        assert len(lab.server.names) > connections

        editor.asked.clear()
        editor.set_text(buffer, buffer.text.partition("cert")[0])
        await until_state(editor, "failing")
        await editor.until(lambda: "workspace/inlayHint/refresh" in editor.asked)
        [hint] = await editor.request("textDocument/inlayHint", whole(editor, buffer))
        assert hint["label"].startswith("fails: ")
        old = await editor.request("codeLens/resolve", {**lens, "data": {"uri": buffer.uri, "start": 999}})
        assert old["command"]["title"] == "check now"


@pytest.mark.parametrize(
    "options",
    [{"codeLens": {"enable": False}}, {"probe": {"enable": False}}, {"workspaceTrusted": False}],
    ids=["setting", "no probe", "untrusted"],
)
async def test_there_is_no_lens_where_nothing_may_be_checked(lab: Lab, options: Any) -> None:
    async with started(lab, capture="vscode-1.139", options=options, settings=options) as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await editor.settled(buffer)
        assert await editor.request("textDocument/codeLens", {"textDocument": {"uri": buffer.uri}}) is None


async def test_another_open_file_changes_hints_and_the_editor_is_told(tmp_path: Path) -> None:
    user = tmp_path / "user.conf"
    user.write_text("", encoding="utf-8")
    async with start(tmp_path, "vscode-1.139", variables={"PIP_CONFIG_FILE": str(user)}) as editor:
        opened = editor.open(user.as_uri(), "[global]\ntimeout = 3\n")
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "x\n")
        await editor.settled(buffer)
        await editor.until(lambda: "workspace/inlayHint/refresh" in editor.asked)
        # The interpreter has become known, and with it what its pip does nothing with.
        assert "workspace/semanticTokens/refresh" in editor.asked
        editor.asked.clear()
        editor.set_text(opened, "[global]\ntimeout = 3\n[install]\ntimeout = 4\n")
        await editor.until(lambda: "workspace/inlayHint/refresh" in editor.asked)
        [hint] = await editor.request("textDocument/inlayHint", whole(editor, opened))
        assert hint["label"][0]["value"].startswith("overridden for pip install by [install]")


async def test_lenses_grow_older_by_themselves(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "_SECONDS_BETWEEN_TIMES", 0.01)
    talk = Conversation(project, capture="vscode-1.139")
    refresh.refresh_views(talk.session)
    uri = talk.open((project / "pip.conf").as_uri(), "[global]\nindex-url = https://a.example/\n")
    await asyncio.sleep(0.1)
    assert talk.server.lens_refreshes == 0
    when = datetime(2026, 6, 1, tzinfo=timezone.utc)
    seen = Handshake("https://a.example/", "a.example", 443, ("index",), "verified", when)
    talk.session.folders[0].workspace.put_handshakes((seen,))
    while talk.server.lens_refreshes < 3:
        await asyncio.sleep(0.01)
    talk.close(uri)
    talk.session.close()
