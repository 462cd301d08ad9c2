"""Diagnostics of files that nobody has opened: pulled for the workspace, along with others, or published."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from lsp.editor import Editor, ServerError, start
from lsp.probe_lab import Lab, started, until_state

PULLS_WORKSPACE, PULLS_RELATED, PUSHED = "vscode-1.139", "nvim-0.12", "nvim-0.11"
REQUEST_CANCELLED = -32800
BAD = "[global]\ntrusted-host = https://a.example\nindex-url = https://a.example/simple\n"
RULE = "trusted-host-has-scheme"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A configuration in effect outside the workspace, one in it that no pip reads, and requirements."""
    (tmp_path / "outside.conf").write_text(BAD)
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("--trusted-host https://b.example\n-r more.txt\n")
    (project / "more.txt").write_text("--trusted-host https://c.example\n")
    (project / "clean").mkdir()
    (project / "clean/requirements.txt").write_text("requests\n")
    return tmp_path


def at(files: Path, **further: Any) -> Any:
    return start(files, variables={"PIP_CONFIG_FILE": str(files / "outside.conf")}, **further)


async def pull(editor: Editor, previous: dict[str, str] | None = None, **further: Any) -> dict[str, Any]:
    """The reports by URI."""
    known = [{"uri": uri, "value": value} for uri, value in (previous or {}).items()]
    answer = await editor.request("workspace/diagnostic", {"previousResultIds": known, **further})
    uris = [item["uri"] for item in answer["items"]]
    assert len(uris) == len(set(uris)), "a document is reported twice"
    return {item["uri"]: item for item in answer["items"]}


def codes(report: dict[str, Any]) -> set[str]:
    return {d["code"] for d in report["items"]}


async def test_every_file_with_findings_is_reported_once_and_then_as_unchanged(files: Path) -> None:
    project = files / "project"
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        assert editor.capabilities["diagnosticProvider"]["workspaceDiagnostics"] is True
        buffer = editor.open(
            (project / "requirements.txt").as_uri(), (project / "requirements.txt").read_text()
        )
        found = await pull(editor)
        expected = {buffer.uri, (project / "more.txt").as_uri(), (files / "outside.conf").as_uri()}
        # The machine's own configuration may have findings, too.
        assert {uri for uri in found if "/etc/" not in uri} == expected
        assert all(RULE in codes(found[uri]) for uri in expected)
        assert (found[buffer.uri]["version"], found[(project / "more.txt").as_uri()]["version"]) == (1, None)
        # What is asked for one document is the same state, under the same id.
        own = await editor.request("textDocument/diagnostic", {"textDocument": {"uri": buffer.uri}})
        assert own["resultId"] == found[buffer.uri]["resultId"]
        assert "relatedDocuments" not in own
        ids = {uri: report["resultId"] for uri, report in found.items()}
        again = await pull(editor, ids)
        assert {report["kind"] for report in again.values()} == {"unchanged"}
        assert {uri: report["resultId"] for uri, report in again.items()} == ids
        assert editor.published == {}


async def test_a_file_that_is_mended_or_gone_is_cleared(files: Path) -> None:
    project = files / "project"
    more, outside = project / "more.txt", files / "outside.conf"
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        found = await pull(editor)
        ids = {uri: report["resultId"] for uri, report in found.items()}
        more.write_text("requests\n")
        outside.unlink()
        changes = [{"uri": more.as_uri(), "type": 2}, {"uri": outside.as_uri(), "type": 3}]
        editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        now = await pull(editor, ids)
        for path in (more, outside):
            assert now[path.as_uri()]["kind"] == "full"
            assert now[path.as_uri()]["items"] == []


async def test_an_id_of_a_document_that_was_reopened_does_not_stand_for_another_text(files: Path) -> None:
    uri = (files / "project/pip.conf").as_uri()
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        ids = []
        for text in (BAD, BAD.replace("https://a.example\nindex", "a.example:x\nindex")):
            buffer = editor.open(uri, text)
            answer = await editor.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
            ids.append(answer["resultId"])
            editor.close(buffer)
        buffer = editor.open(uri, "[global]\n")
        params = {"textDocument": {"uri": uri}, "previousResultId": ids[0]}
        assert (await editor.request("textDocument/diagnostic", params))["kind"] == "full"
        assert len(set(ids)) == 2


class Stream:
    """A workspace pull that stays open, and what it has told so far."""

    def __init__(self, editor: Editor, token: str) -> None:
        self.editor, self.token = editor, token
        params = {"previousResultIds": [], "partialResultToken": token}
        self.request = asyncio.ensure_future(editor.request("workspace/diagnostic", params))

    @property
    def parts(self) -> list[list[dict[str, Any]]]:
        return [
            m["params"]["value"]["items"]
            for m in self.editor.messages
            if m["method"] == "$/progress" and m["params"]["token"] == self.token
        ]

    def newest(self, uri: str) -> dict[str, Any] | None:
        return next((i for part in reversed(self.parts) for i in part if i["uri"] == uri), None)

    async def until(self, uri: str, *wanted: str) -> None:
        def holds() -> bool:
            report = self.newest(uri)
            return (
                report is not None and set(wanted) <= codes(report) and bool(wanted) == bool(report["items"])
            )

        await self.editor.until(holds)


async def test_a_pull_with_a_token_stays_open_and_tells_what_changes_alone(files: Path) -> None:
    more = files / "project/more.txt"
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        stream = Stream(editor, "t1")
        await stream.until(more.as_uri(), RULE)
        before = len(stream.parts)
        more.write_text("requests\n")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": more.as_uri(), "type": 2}]})
        await stream.until(more.as_uri())
        assert [i["uri"] for part in stream.parts[before:] for i in part] == [more.as_uri()]
        assert not stream.request.done()
        # A newer one takes its place; the older ends with nothing more to say.
        newer = Stream(editor, "t2")
        assert await stream.request == {"items": []}
        await newer.until((files / "outside.conf").as_uri(), RULE)
        number = max(editor._waiting)
        editor.notify("$/cancelRequest", {"id": number})
        with pytest.raises(ServerError) as cancelled:
            await newer.request
        assert cancelled.value.code == REQUEST_CANCELLED


async def test_a_held_pull_is_answered_at_the_end(files: Path) -> None:
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        stream = Stream(editor, "t1")
        await stream.until((files / "outside.conf").as_uri(), RULE)
    with pytest.raises(ServerError) as ended:
        await stream.request
    assert ended.value.code == REQUEST_CANCELLED


async def test_a_closed_document_is_told_of_as_it_is_on_disk(files: Path) -> None:
    more = files / "project/more.txt"
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        buffer = editor.open(more.as_uri(), "requests\n")
        stream = Stream(editor, "t1")
        await stream.until((files / "outside.conf").as_uri(), RULE)
        assert stream.newest(more.as_uri()) is None
        editor.close(buffer)
        await stream.until(more.as_uri(), RULE)


async def test_progress_is_shown_on_the_token_of_the_client(files: Path) -> None:
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        await pull(editor, workDoneToken=7)
        kinds = [
            m["params"]["value"]["kind"]
            for m in editor.messages
            if m["method"] == "$/progress" and m["params"]["token"] == 7
        ]
        assert (kinds[0], kinds[-1]) == ("begin", "end")
        assert set(kinds[1:-1]) == {"report"}


async def test_news_of_the_probe_come_by_the_held_pull_and_by_a_refresh(lab: Lab) -> None:
    async with started(lab, capture=PULLS_WORKSPACE) as editor:
        editor.open((lab.folder / "project/requirements.txt").as_uri(), "requests\n")
        stream = Stream(editor, "t1")
        await until_state(editor, "failing")
        await stream.until(lab.config.as_uri(), "handshake-failed")
        await editor.until(lambda: editor.refreshes > 0)


async def test_related_files_come_along_where_the_client_takes_them(files: Path) -> None:
    project = files / "project"
    more, outside = (project / "more.txt").as_uri(), (files / "outside.conf").as_uri()
    async with at(files, capture=PULLS_RELATED) as editor:
        path = project / "requirements.txt"
        buffer = editor.open(path.as_uri(), path.read_text())
        await editor.settled(buffer)
        params = {"textDocument": {"uri": buffer.uri}}
        related = (await editor.request("textDocument/diagnostic", params))["relatedDocuments"]
        assert {uri for uri in related if "/etc/" not in uri} == {more, outside}
        assert RULE in codes(related[more])
        # One that is open is asked for by itself.
        editor.open(more, (project / "more.txt").read_text())
        related = (await editor.request("textDocument/diagnostic", params))["relatedDocuments"]
        assert more not in related
        (files / "outside.conf").write_text("[global]\n")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": outside, "type": 2}]})
        related = (await editor.request("textDocument/diagnostic", params))["relatedDocuments"]
        assert related[outside]["items"] == []
        assert editor.published == {}


async def test_the_configuration_in_effect_is_published_where_it_stands(files: Path) -> None:
    project, outside = files / "project", (files / "outside.conf").as_uri()

    def shown(uri: str) -> set[str]:
        return {d["code"] for d in editor.published.get(uri, {"diagnostics": []})["diagnostics"]}

    async with at(files, capture=PUSHED) as editor:
        await editor.until(lambda: RULE in shown(outside))
        # What pip does not read by itself is nobody's business until it is opened.
        await editor.command("refresh")
        assert not any(uri.startswith(project.as_uri()) for uri in editor.published)
        buffer = editor.open(outside, "[global]\n")
        assert await editor.diagnostics(buffer) == []
        editor.close(buffer)
        await editor.until(lambda: RULE in shown(outside))
        (files / "outside.conf").write_text("[global]\n")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": outside, "type": 2}]})
        await editor.until(lambda: outside in editor.published and not shown(outside))


async def test_many_files_do_not_keep_the_editor_waiting(files: Path) -> None:
    for number in range(300):
        (files / f"project/requirements-{number}.txt").write_text("--trusted-host https://b.example\n" * 5)
    async with at(files, capture=PULLS_WORKSPACE) as editor:
        await pull(editor)
        (files / "outside.conf").write_text(BAD + "retries = 3\n")
        outside = {"uri": (files / "outside.conf").as_uri(), "type": 2}
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [outside]})
        order: list[str] = []

        async def noted(name: str, work: Any) -> Any:
            answer = await work
            order.append(name)
            return answer

        stream = asyncio.ensure_future(noted("pull", pull(editor)))
        hover = {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
        await asyncio.sleep(0)
        await noted("hover", editor.request("textDocument/hover", hover))
        assert len(await stream) > 300
        assert order == ["hover", "pull"]


async def test_neovim_is_not_offered_what_would_leave_its_open_files_stale(files: Path) -> None:
    async with at(files, capture="nvim-0.12") as editor:
        assert editor.capabilities["diagnosticProvider"]["workspaceDiagnostics"] is False
