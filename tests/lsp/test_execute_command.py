"""Commands: fixes that the server makes itself, a fresh look, and what is in effect."""

from __future__ import annotations

import json
from pathlib import Path

import certifi
import pytest

from lsp.editor import start

LOWERING = "[global]\nindex-url = https://a.example/simple\ntrusted-host = https://a.example\n"


async def test_a_file_is_created_by_the_server_where_the_editor_cannot(tmp_path):
    """Emacs declares no creation of files, so the server makes the file, and says so."""
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(Path(certifi.where()).read_bytes())
    written = tmp_path / "project/pip-cert.sh"
    async with start(tmp_path, "emacs-30.1", variables={"SSL_CERT_FILE": str(bundle)}) as editor:
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), "x\n")
        await editor.settled(buffer)
        actions = await editor.actions(buffer, 0, ["source"])
        action = next(a for a in actions if a["title"].startswith("Write pip-cert.sh"))
        await editor.choose(action)
        assert "PIP_CERT" in written.read_text()
        assert editor.shown == [f"piptrust wrote {written}"]


@pytest.mark.parametrize("button", ["Apply", None])
async def test_lowering_security_is_confirmed_by_a_message_where_edits_cannot_ask(tmp_path, button):
    async with start(tmp_path, "nvim-0.11") as editor:
        editor.button = button
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), LOWERING)
        await editor.settled(buffer)
        actions = await editor.actions(buffer, 2, ["quickfix"])
        assert "lowers security" in actions[-1]["title"]
        await editor.choose(actions[-1])
        assert editor.shown == [f"{actions[-1]['title']}?"]
        expected = LOWERING.replace("= https://a.example\n", "= a.example\n") if button else LOWERING
        assert buffer.text == expected


async def test_an_argument_that_means_nothing_is_refused_in_words(tmp_path):
    async with start(tmp_path) as editor:
        for arguments in ([], [None], [{}], [{"uri": "file:///nowhere"}], [[1]], ["x"]):
            params = {"command": "piptrust.server.applyFix", "arguments": arguments}
            assert await editor.request("workspace/executeCommand", params) is False
        assert len(editor.shown) == 6


async def test_what_is_in_effect(tmp_path):
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://user:secret@a.example/simple\ncert = /x/``ca.pem\n")
    async with start(tmp_path, variables={"PIP_CONFIG_FILE": str(config)}) as editor:
        command = {"command": "piptrust.server.showEffective"}
        page = await editor.request("workspace/executeCommand", command)
        assert "https://****@a.example/simple" in page
        assert "secret" not in page
        command["arguments"] = [{"format": "json", "uri": (tmp_path / "project/x").as_uri()}]
        facts = await editor.request("workspace/executeCommand", command)
        # The machine's own configuration is read, too.
        from_the_file = {o["name"] for o in facts["options"] if str(config) in json.dumps(o)}
        assert from_the_file == {"index-url", "cert"}
        assert "secret" not in json.dumps(facts)


async def test_a_fresh_look_finds_new_files(tmp_path):
    async with start(tmp_path) as editor:
        requirements = tmp_path / "project/requirements.txt"
        buffer = editor.open(requirements.as_uri(), "--trusted-host used.example\n")
        before = {d["code"] for d in await editor.settled(buffer)}
        more = tmp_path / "project/requirements-more.txt"
        more.write_text("--extra-index-url https://used.example/simple\n")
        await editor.command("refresh")
        after = {d["code"] for d in await editor.diagnostics(buffer)}
        assert after - before == {"private-index-unverified"}
