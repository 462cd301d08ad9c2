"""The language of the person at the editor: what the server says to people is in it, what programs read is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lsp.editor import Editor, start
from lsp.probe_lab import Lab, last, started, until_state
from support.russian import check_nothing_left_over, check_russian

CONFIG = "[global]\ntrusted-host = https://a.example\ncert = /nowhere/ca.pem\nretrys = 3\n"
PIPS_WORDS = "Could not find a suitable TLS CA certificate bundle, invalid path"


async def _command(editor: Editor, name: str, *arguments: Any) -> Any:
    params = {"command": f"piptrust.server.{name}", "arguments": list(arguments)}
    return await editor.request("workspace/executeCommand", params)


@pytest.mark.parametrize(("locale", "variables"), [("ru", {}), (None, {"LC_ALL": "ru_RU.UTF-8"})])
async def test_findings_and_repairs(tmp_path: Path, locale: str | None, variables: dict[str, str]):
    async with start(tmp_path, "vscode-1.139", locale=locale, variables=variables) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONFIG)
        found = await editor.diagnostics(buffer)
        assert {d["code"] for d in found} >= {"trusted-host-has-scheme", "ca-file-missing", "unknown-option"}
        for diagnostic in found:
            check_russian(diagnostic["message"], PIPS_WORDS)
        for line in range(1, 4):
            for action in await editor.actions(buffer, line):
                check_russian(action["title"])
        everything = "Исправить всё, что piptrust может исправить безопасно"
        [fix_all] = [a for a in await editor.actions(buffer, 1) if a["kind"] == "source.fixAll.piptrust"]
        assert fix_all["title"] == everything
        await editor.choose(fix_all)
        assert "trusted-host" not in buffer.text
        check_russian(await _command(editor, "showEffective"))


async def test_the_editor_is_asked_before_the_environment(tmp_path: Path):
    async with start(tmp_path, locale="de", variables={"LC_ALL": "ru_RU.UTF-8"}) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONFIG)
        assert any(
            d["message"].startswith("pip ignores this entry") for d in await editor.diagnostics(buffer)
        )


async def test_complaints_about_settings(tmp_path: Path):
    options = {
        "nonsense": 1,
        "probe": {"timeout": "x"},
        "rules": {"nonsense": "error"},
        "codeLens": {"enable": 1},
    }
    async with start(tmp_path, locale="ru", options=options) as editor:
        await editor.until(lambda: len(editor.logged) >= 4)
        for message in editor.logged:
            check_russian(message)


async def test_a_probe(lab: Lab) -> None:
    async with started(lab, locale="ru-RU") as editor:
        await until_state(editor, "failing")
        status = last(editor)
        assert (status["state"], status["places"][0]["roles"]) == ("failing", ["index"])
        check_russian(status["text"])
        check_russian(status["places"][0]["title"])
        for fix in status["places"][0]["fixes"]:
            assert fix["standing"] in {"proven", "untested", "refuted"}
            check_nothing_left_over(fix["title"])
        check_russian(await _command(editor, "report"), "unable to get local issuer certificate")
        [place] = (await _command(editor, "report", {"format": "json"}))["places"]
        for text in (place["explanation"], *place["whatToDo"]):
            check_russian(text)
