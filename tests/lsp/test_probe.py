"""The background probe as an editor sees it, against servers on loopback."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from lsp.probe_lab import Lab, last, started, states, until_state
from support.lab.server import LabServer


async def test_the_status_goes_from_failing_to_verified_when_the_root_is_set(lab: Lab) -> None:
    async with started(lab) as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "failing")
        assert states(editor)[0] == "checking"
        [place] = last(editor)["places"]
        assert place["pipError"] == "certificate"
        assert (place["host"], place["port"]) == ("index.test", lab.server.port)
        found = [d for d in await editor.settled(buffer) if d["code"] == "handshake-failed"]
        assert len(found) == 1
        assert found[0]["range"]["start"]["line"] == 1
        editor.set_text(buffer, buffer.text + f"cert = {lab.root}\n")
        await until_state(editor, "verified")
        assert [d for d in await editor.settled(buffer) if d["code"] == "handshake-failed"] == []
        [place] = last(editor)["places"]
        assert place["tls"] == "TLSv1.3"
        assert "Lab Intermediate" in place["issuer"]


async def test_an_entry_that_is_not_needed_is_found_and_removed(lab: Lab) -> None:
    lab.write(f"trusted-host = index.test\ncert = {lab.root}\n")
    async with started(lab) as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "unverified")
        await editor.settled(buffer)
        actions = await editor.actions(buffer, 2)
        [removal] = [a for a in actions if a["title"].startswith("Remove 'index.test'")][:1]
        await editor.choose(removal)
        assert "trusted-host" not in buffer.text
        await until_state(editor, "verified")


async def test_commands_answer_with_status_and_report(lab: Lab) -> None:
    async with started(lab) as editor:
        [status] = await editor.request("workspace/executeCommand", {"command": "piptrust.server.probe"})
        assert status["state"] == "failing"
        [again] = await editor.request("workspace/executeCommand", {"command": "piptrust.server.status"})
        assert again == status
        report = await editor.request("workspace/executeCommand", {"command": "piptrust.server.report"})
        assert "index.test" in report
        assert "Lab Intermediate" in report


async def test_nothing_is_connected_for_an_untrusted_workspace(lab: Lab) -> None:
    async with started(lab, options={"workspaceTrusted": False}) as editor:
        await until_state(editor, "untrusted")
        [status] = await editor.request("workspace/executeCommand", {"command": "piptrust.server.probe"})
        assert status["state"] == "untrusted"
    assert lab.server.names == []


@pytest.mark.parametrize("options", [{"probe": {"enable": False}}, None], ids=["setting", "variable"])
async def test_the_off_switches_hold(lab: Lab, options: Any) -> None:
    if options is None:
        lab.variables["PIPTRUST_PROBE"] = "off"
    async with started(lab, options=options, settings=options) as editor:
        await until_state(editor, "off")
    assert lab.server.names == []


async def test_edits_are_answered_while_a_probe_hangs(lab: Lab) -> None:
    hanging = LabServer(None, fault="hang")
    lab.config.write_text(
        f"[global]\nindex-url = https://index.test:{hanging.port}/simple\n", encoding="utf-8"
    )
    try:
        async with started(lab) as editor:
            await until_state(editor, "checking")
            requirements = editor.open((lab.folder / "project" / "requirements.txt").as_uri(), "a\n")
            editor.set_text(requirements, "--cert x\n")
            found = await asyncio.wait_for(editor.settled(requirements), 4)
            assert [d["code"] for d in found] == ["requirements-option-not-allowed"]
            assert states(editor)[-1] == "checking"
    finally:
        hanging.close()


async def test_the_last_handshake_is_shown_on_hover(lab: Lab) -> None:
    lab.write(f"cert = {lab.root}\n")
    async with started(lab) as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "verified")
        position = editor.position(buffer.text, buffer.text.index("index.test"))
        document = {"uri": buffer.uri}
        hover = await editor.request("textDocument/hover", {"textDocument": document, "position": position})
        content = hover["contents"]["value"].replace("\\", "")
        assert "TLSv1.3" in content
        assert "Lab Intermediate" in content


async def test_a_proven_fix_changes_the_file_in_which_it_was_tried(lab: Lab) -> None:
    """The index stands in the user's file; in a virtual environment settings go into its own."""
    lab.variables.update(NODE_EXTRA_CA_CERTS=str(lab.root), VIRTUAL_ENV=sys.prefix)
    async with started(lab, capture="vscode-1.139") as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "failing")
        await editor.settled(buffer)
        actions = await editor.actions(buffer, 1)
        titles = f"Set cert to {lab.root}", f"{Path(sys.prefix, 'pip.conf')} (proven"
        found = [a for a in actions if all(words in a["title"] for words in titles)]
        assert len(found) == 1, [a["title"] for a in actions]
        (proven,) = found
        edit = json.dumps((await editor.request("codeAction/resolve", proven))["edit"])
        assert str(lab.root) in edit
        assert Path(sys.prefix, "pip.conf").as_uri() in edit
        assert buffer.uri not in edit
