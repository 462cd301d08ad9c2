"""The language server and ``piptrust check`` say the same of the same folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsp.editor import Editor, environment, start
from piptrust.parse.kind import kind_of
from piptrust.parse.read import Reader

EXAMPLE = Path(__file__).parents[2] / "examples" / "broken"
FURTHER = {
    "requirements-включая.txt": "# 😀 日本\n--trusted-host https://😀.example\nx @ http://f.example/x # 😀\n",
    "ci/pip.conf": "[global]\r\nindex-url = http://i.example/simple\r\ntrusted-host = i.example *\r\n",
    "requirements/base.in": "-r ../requirements-включая.txt\r-c missing.txt\rfoo bar\r",
}
SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}


async def test_both_find_the_same(tmp_path: Path):
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE, project)
    for name, text in FURTHER.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8", newline="")
    wanted = by_command_line(tmp_path, project)
    async with start(tmp_path) as editor:
        shown = {name: await by_server(editor, project / name) for name in wanted}
    assert sum(map(len, wanted.values())) >= 15
    for name, findings in wanted.items():
        assert shown[name] == findings, name


def by_command_line(folder: Path, project: Path) -> dict[str, list[tuple[Any, ...]]]:
    done = subprocess.run(
        [sys.executable, "-m", "piptrust", "check", "--format", "json", "."],
        cwd=project,
        env=environment(folder),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in report["checked"]}
    for f in report["findings"]:
        place = (f["start"]["line"], f["start"]["column"], f["end"]["line"], f["end"]["column"])
        found[f["path"]].append((*place, f["rule"], f["severity"], f["message"]))
    return {name: sorted(findings) for name, findings in found.items()}


async def by_server(editor: Editor, path: Path) -> list[tuple[Any, ...]]:
    kind = kind_of(str(path))
    assert kind is not None
    # An editor that knows encodings shows the text without its mark.
    text = Reader().read_bytes("", kind, path.read_bytes()).text
    buffer = editor.open(path.as_uri(), text)
    found = []
    for item in await editor.settled(buffer):
        start, end = (position(editor, text, item["range"][side]) for side in ("start", "end"))
        found.append((*start, *end, item["code"], SEVERITIES[item["severity"]], item["message"]))
    return sorted(found)


def position(editor: Editor, text: str, place: Mapping[str, int]) -> tuple[int, int]:
    line_start = editor.offset(text, {"line": place["line"], "character": 0})
    return place["line"] + 1, editor.offset(text, place) - line_start + 1
