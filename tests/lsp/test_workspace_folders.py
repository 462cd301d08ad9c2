"""Folders that come and go while the server runs: workspace/didChangeWorkspaceFolders."""

from __future__ import annotations

from pathlib import Path

from lsp.editor import start


async def test_a_folder_that_is_added_has_its_own_files_and_settings(tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "requirements.txt").write_text("--trusted-host https://b.example\n")
    (second / "deep.lst").write_text("requests\n")
    folder = {"uri": second.as_uri(), "name": "second"}
    async with start(tmp_path, capture="vscode-1.139") as editor:
        before = await editor.request("workspace/diagnostic", {"previousResultIds": []})
        assert not any(item["uri"].startswith(second.as_uri()) for item in before["items"])
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder], "removed": []}})
        await editor.until(lambda: sum(s["folder"] == second.as_uri() for s in statuses(editor)) > 0)
        await editor.command("refresh")
        found = await editor.request("workspace/diagnostic", {"previousResultIds": []})
        [report] = [item for item in found["items"] if item["uri"].startswith(second.as_uri())]
        assert "trusted-host-has-scheme" in {d["code"] for d in report["items"]}
        assert {s["folder"] for s in await editor.command("status")} == {
            second.as_uri(),
            (tmp_path / "project").as_uri(),
        }
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
        known = [{"uri": report["uri"], "value": report["resultId"]}]
        gone = await editor.request("workspace/diagnostic", {"previousResultIds": known})
        [cleared] = [item for item in gone["items"] if item["uri"] == report["uri"]]
        assert cleared["items"] == []


def statuses(editor) -> list[dict]:
    return [m["params"] for m in editor.messages if m["method"] == "piptrust/status"]
