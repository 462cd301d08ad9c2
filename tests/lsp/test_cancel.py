"""Requests that run for long can be cancelled: by $/cancelRequest, and by the cancel button of their progress."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from lsp.editor import Editor, ServerError
from lsp.probe_lab import Lab, last, started, until_state
from support.lab.server import LabServer

REQUEST_CANCELLED = -32800


@pytest.fixture
def hanging(lab: Lab) -> Any:
    server = LabServer(None, fault="hang")
    lab.config.write_text(
        f"[global]\nindex-url = https://index.test:{server.port}/simple\n", encoding="utf-8"
    )
    yield lab
    server.close()


async def running_probe(editor: Editor, **further: Any) -> asyncio.Future[Any]:
    params = {"command": "piptrust.server.probe", **further}
    request = asyncio.ensure_future(editor.request("workspace/executeCommand", params))
    await until_state(editor, "checking")
    return request


async def is_cancelled(request: asyncio.Future[Any]) -> None:
    with pytest.raises(ServerError) as cancelled:
        await asyncio.wait_for(request, 4)
    assert cancelled.value.code == REQUEST_CANCELLED


async def test_a_probe_that_was_asked_for_is_cancelled_with_the_request(hanging: Lab) -> None:
    async with started(hanging) as editor:
        request = await running_probe(editor)
        editor.notify("$/cancelRequest", {"id": max(editor._waiting)})
        await is_cancelled(request)
        await until_state(editor, "unknown")
        assert "cancelled" in last(editor)["reason"]


async def test_the_cancel_button_of_a_progress_cancels_its_request(hanging: Lab) -> None:
    async with started(hanging) as editor:
        request = await running_probe(editor, workDoneToken="mine")
        await editor.until(lambda: any(m["params"].get("token") == "mine" for m in editor.messages))
        editor.notify("window/workDoneProgress/cancel", {"token": "mine"})
        await is_cancelled(request)
        ends = [m for m in editor.messages if m["method"] == "$/progress" and m["params"]["token"] == "mine"]
        assert [m["params"]["value"]["kind"] for m in ends] == ["begin", "end"]


async def test_a_request_that_runs_is_answered_at_shutdown(hanging: Lab) -> None:
    async with started(hanging) as editor:
        request = await running_probe(editor)
    await is_cancelled(request)


async def test_a_question_that_nobody_answers_can_be_cancelled_and_changes_nothing(lab: Lab) -> None:
    before = lab.config.read_bytes()
    async with started(lab, capture="vscode-1.139") as editor:
        await until_state(editor, "failing")
        [place] = last(editor)["places"]
        lowering = next(f for f in place["fixes"] if f["lowersSecurity"] and f["data"])
        answer = editor._answer
        editor._answer = lambda method, params: (
            NotImplemented if method == "window/showMessageRequest" else answer(method, params)
        )
        request = asyncio.ensure_future(editor.command("applyFix", lowering["data"]))
        await asyncio.sleep(0.3)
        assert not request.done()
        editor.notify("$/cancelRequest", {"id": max(editor._waiting)})
        await is_cancelled(request)
        assert lab.config.read_bytes() == before


async def test_a_change_that_has_begun_is_made_to_the_end(lab: Lab) -> None:
    """The editor is asked to change an open document, and takes its time."""
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.root)
    async with started(lab, capture="vscode-1.139") as editor:
        buffer = editor.open(lab.config.as_uri(), lab.config.read_text(encoding="utf-8"))
        await until_state(editor, "failing")
        [place] = last(editor)["places"]
        proven = next(f for f in place["fixes"] if f["standing"] == "proven" and f["data"])
        answer = editor._answer

        def slow(method: str, params: Any) -> Any:
            if method == "workspace/applyEdit":
                editor.notify("$/cancelRequest", {"id": max(editor._waiting)})
            return answer(method, params)

        editor._answer = slow
        assert await editor.command("applyFix", proven["data"]) is True
        assert str(lab.root) in buffer.text
