"""Files that are about to be renamed in the editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsp.editor import Editor, start


async def rename(editor: Editor, *pairs: tuple[Path, Path]) -> dict | None:
    files = [{"oldUri": old.as_uri(), "newUri": new.as_uri()} for old, new in pairs]
    return await editor.request("workspace/willRenameFiles", {"files": files})


def applied(editor: Editor, edit: dict) -> dict[str, str]:
    """The texts of the files that the edit changes, by name."""
    texts: dict[str, str] = {}
    for operation in edit["documentChanges"]:
        uri = operation["textDocument"]["uri"]
        path = Path(uri.removeprefix("file://"))
        buffer = editor.buffers.get(uri)
        text = buffer.text if buffer else path.read_bytes().decode()
        assert operation["textDocument"]["version"] == (buffer.version if buffer else None)
        for one in sorted(operation["edits"], key=lambda e: json.dumps(e["range"]), reverse=True):
            start_, end = (editor.offset(text, one["range"][k]) for k in ("start", "end"))
            text = text[:start_] + one["newText"] + text[end:]
        texts[path.name] = text
    return texts


@pytest.mark.parametrize("capture", ["vscode-1.139", "helix-25.01"])
async def test_all_files_of_the_workspace_go_on_naming_it(tmp_path, capture):
    project = tmp_path / "project"
    (project / "deps").mkdir(parents=True)
    (project / "base.txt").write_text("a\n")
    (project / "requirements.txt").write_text("x\n-r base.txt\n")
    (project / "deps/requirements-dev.txt").write_bytes("# 😀\r\n-c ../base.txt\r\n".encode())
    (project / "pip.conf").write_text("[global]\nconstraint = base.txt\n")
    async with start(tmp_path, capture) as editor:
        assert editor.capabilities["workspace"]["fileOperations"] == {
            "willRename": {
                "filters": [
                    {"scheme": "file", "pattern": {"glob": "**/*", "matches": kind}}
                    for kind in ("file", "folder")
                ]
            }
        }
        buffer = editor.open((project / "requirements.txt").as_uri(), "😀\n-r base.txt\n")
        await editor.settled(buffer)
        edit = await rename(editor, (project / "base.txt", project / "my base.txt"))
        assert applied(editor, edit) == {
            "requirements.txt": '😀\n-r "my base.txt"\n',
            "requirements-dev.txt": '# 😀\r\n-c "../my base.txt"\r\n',
        }
        edit = await rename(editor, (project / "deps", project / "sub/deps"))
        assert applied(editor, edit) == {"requirements-dev.txt": "# 😀\r\n-c ../../base.txt\r\n"}
        assert await rename(editor, (project / "other.txt", project / "x.txt")) is None


async def test_editors_that_do_not_ask_are_not_offered_it(tmp_path):
    for capture in ("nvim-0.12", "emacs-30.1"):
        async with start(tmp_path, capture) as editor:
            assert "fileOperations" not in editor.capabilities["workspace"]


@pytest.mark.parametrize("capture", ["vscode-1.139", "helix-25.01"])
async def test_the_users_own_configuration_is_changed_only_when_that_is_confirmed(tmp_path, capture):
    project = tmp_path / "project"
    project.mkdir()
    conf = tmp_path / "home/.config/pip/pip.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text(f"[global]\ncert = {project}/ca.pem\n")
    (project / "ca.pem").write_text("")
    async with start(
        tmp_path,
        capture,
        variables={"PIP_CONFIG_FILE": "", "XDG_CONFIG_HOME": str(tmp_path / "home/.config")},
    ) as editor:
        buffer = editor.open((project / "requirements.txt").as_uri(), "x\n")
        await editor.settled(buffer)
        edit = await rename(editor, (project / "ca.pem", project / "root.pem"))
        if capture.startswith("helix"):
            assert edit is None
            return
        assert applied(editor, edit) == {"pip.conf": f"[global]\ncert = {project}/root.pem\n"}
        (annotation,) = edit["changeAnnotations"].values()
        assert annotation["needsConfirmation"]


async def test_what_is_no_file_is_nothing_to_us(tmp_path):
    async with start(tmp_path, "vscode-1.139") as editor:
        files = [{"oldUri": "git:/x/a.txt", "newUri": "untitled:x"}]
        assert await editor.request("workspace/willRenameFiles", {"files": files}) is None
