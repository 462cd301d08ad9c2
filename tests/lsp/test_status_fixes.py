"""The repairs that the status shows: applied by the server, with no document open."""

from __future__ import annotations

from typing import Any

import pytest

from lsp.editor import Editor
from lsp.probe_lab import Lab, last, started, until_state


@pytest.fixture
def repairable(lab: Lab) -> Lab:
    """The missing root stands in a file that another tool is told of, so pointing ``cert`` at it is proven."""
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.root)
    return lab


def fixes(editor: Editor) -> list[dict[str, Any]]:
    [place] = last(editor)["places"]
    return place["fixes"]


def with_cert(lab: Lab) -> str:
    return f"[global]\ncert = {lab.root}\nindex-url = {lab.server.url('index.test')}\n"


async def test_a_proven_fix_is_applied_without_a_document_and_the_probe_says_so(repairable: Lab) -> None:
    async with started(repairable, capture="vscode-1.139") as editor:
        await until_state(editor, "failing")
        [place] = last(editor)["places"]
        assert place["setBy"] == f"{repairable.config}:2 [global]"
        proven = next(f for f in fixes(editor) if f["standing"] == "proven" and f["data"])
        assert proven["reason"] is None
        assert await editor.command("applyFix", proven["data"]) is True
        assert repairable.config.read_text(encoding="utf-8") == with_cert(repairable)
        await until_state(editor, "verified")
        assert editor.opened == [repairable.config.as_uri()]
        [place] = last(editor)["places"]
        assert place["trustSources"][0]["kind"] == "bundle"
        assert place["trustSources"][0]["path"] == str(repairable.root)
        assert place["trustSources"][0]["setBy"] == f"{repairable.config}:2 [global]"


async def test_an_open_document_is_changed_by_the_editor(repairable: Lab) -> None:
    before = repairable.config.read_text(encoding="utf-8")
    async with started(repairable, capture="vscode-1.139") as editor:
        buffer = editor.open(repairable.config.as_uri(), before)
        await until_state(editor, "failing")
        proven = next(f for f in fixes(editor) if f["standing"] == "proven" and f["data"])
        assert await editor.command("applyFix", proven["data"]) is True
        assert buffer.text == with_cert(repairable)
        assert repairable.config.read_text(encoding="utf-8") == before
        assert editor.opened == []
        await until_state(editor, "verified")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Set cert to /etc/passwd"},
        {"fix": "remove-setting"},
        {"place": "https://elsewhere.test:443"},
        {"folder": "file:///elsewhere"},
        {"folder": None},
        {"title": ["a"], "fix": {}, "place": 1},
    ],
    ids=str,
)
async def test_nothing_that_the_client_says_is_used_but_to_look_up(repairable: Lab, change: Any) -> None:
    before = repairable.config.read_bytes()
    async with started(repairable) as editor:
        await until_state(editor, "failing")
        proven = next(f for f in fixes(editor) if f["standing"] == "proven" and f["data"])
        assert await editor.command("applyFix", {**proven["data"], **change}) is False
        assert len(editor.shown) == 1
        assert repairable.config.read_bytes() == before


@pytest.mark.parametrize("button", ["Apply", None])
@pytest.mark.parametrize("capture", ["vscode-1.139", "nvim-0.11"])
async def test_lowering_security_asks_first(lab: Lab, button: str | None, capture: str) -> None:
    before = lab.config.read_text(encoding="utf-8")
    async with started(lab, capture=capture) as editor:
        editor.button = button
        await until_state(editor, "failing")
        lowering = next(f for f in fixes(editor) if f["title"].startswith("Turn off certificate checks"))
        assert lowering["lowersSecurity"] is True
        assert fixes(editor)[-1]["lowersSecurity"] is True
        assert await editor.command("applyFix", lowering["data"]) is (button is not None)
        assert editor.shown[0] == f"{lowering['title']}?"
        after = lab.config.read_text(encoding="utf-8")
        if button is None:
            assert after == before
        else:
            assert "trusted-host = index.test" in after
            await until_state(editor, "unverified")


async def test_what_lowers_security_is_not_applied_where_nobody_can_be_asked(
    lab: Lab,
) -> None:
    before = lab.config.read_text(encoding="utf-8")
    async with started(lab, capture="helix-25.01") as editor:
        await until_state(editor, "failing")
        lowering = next(f for f in fixes(editor) if f["lowersSecurity"])
        assert await editor.command("applyFix", lowering["data"]) is False
        assert "cannot ask for your consent" in editor.shown[-1]
    assert lab.config.read_text(encoding="utf-8") == before


async def test_a_refuted_fix_gives_its_reason_and_cannot_be_applied(repairable: Lab) -> None:
    other = repairable.folder / "other.pem"
    repairable.variables["REQUESTS_CA_BUNDLE"] = str(other)
    async with started(repairable) as editor:
        await until_state(editor, "failing")
        refuted = [f for f in fixes(editor) if f["standing"] == "refuted"]
        assert refuted
        for fix in refuted:
            assert fix["reason"]
            assert fix["data"] is None
        assert "REQUESTS_CA_BUNDLE would still win" in " ".join(f["reason"] for f in refuted)
        commands = [f for f in fixes(editor) if f["commands"]]
        assert commands
        for fix in commands:
            assert set(fix["commands"]) == {"bash", "powershell"}
            assert fix["data"] is None


async def test_a_fix_that_names_places_in_a_text_is_refused_once_the_text_is_another(lab: Lab) -> None:
    lab.write(f"trusted-host = index.test\ncert = {lab.root}\n")
    async with started(lab) as editor:
        await until_state(editor, "unverified")
        removal = next(f for f in fixes(editor) if f["standing"] == "proven")
        lab.write(f"# new\ntrusted-host = index.test\ncert = {lab.root}\n")
        editor.notify(
            "workspace/didChangeWatchedFiles", {"changes": [{"uri": lab.config.as_uri(), "type": 2}]}
        )
        before = lab.config.read_bytes()
        assert await editor.command("applyFix", removal["data"]) is False
        assert "has changed" in editor.shown[0]
        assert lab.config.read_bytes() == before


async def test_trust_that_is_granted_later_starts_the_probe_and_taken_back_ends_it(lab: Lab) -> None:
    async with started(lab, options={"workspaceTrusted": False}) as editor:
        await until_state(editor, "untrusted")
        editor.notify("piptrust/workspaceTrust", {"trusted": "yes"})
        [status] = await editor.command("status")
        assert status["state"] == "untrusted"
        assert lab.server.names == []
        editor.notify("piptrust/workspaceTrust", {"trusted": True})
        await until_state(editor, "failing")
        editor.notify("piptrust/workspaceTrust", {"trusted": False})
        await until_state(editor, "untrusted")
        seen = len(lab.server.names)
        [status] = await editor.command("probe")
        assert status["state"] == "untrusted"
        assert len(lab.server.names) == seen
