"""Files after changes: only what was meant is different, and nothing newer is lost."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest

from piptrust.engine.edits.write import WriteRefused, write_changes
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.workspace import Workspace
from piptrust.parse.kind import FileKind
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.environment import Environment
from piptrust.text.edit import CreateFile, EditFile, RewriteFile, TextEdit
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri
from support.fixture import TODAY

as_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write to read-only files and folders"
)


def snapshot_of(path: Path, *, locale: str = "utf-8") -> Snapshot:
    environment = Environment(sys.platform, str(path.parent), str(path.parent), {})
    workspace = Workspace(environment, OsDisk(), lambda: TODAY)
    workspace.add_file(str(path), FileKind.PIP_CONF)
    return workspace.snapshot()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(path: Path, old: str, new: str, snapshot: Snapshot) -> EditFile:
    uri = path_to_uri(str(path))
    start = snapshot.documents[uri].text.index(old)
    return EditFile(uri, (TextEdit(Span(start, start + len(old)), new),))


def replace_in(path: Path, old: str, new: str) -> list[str]:
    snapshot = snapshot_of(path)
    return write_changes([edit(path, old, new, snapshot)], snapshot)


@pytest.mark.parametrize(
    "content",
    [
        b"[global]\ncert = old.pem\n",
        b"[global]\r\ncert = old.pem\r\n",
        b"[global]\rcert = old.pem\n\r\n",
        b"[global]\ncert = old.pem",
        "[global]\n# größer\ncert = old.pem\n".encode(),
        codecs.BOM_UTF8 + b"[global]\ncert = old.pem\n",
        codecs.BOM_UTF16_LE + "[global]\ncert = old.pem\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "[global]\ncert = old.pem\n".encode("utf-16-be"),
    ],
    ids=["lf", "crlf", "mixed", "no-final-newline", "utf-8", "bom", "utf-16-le", "utf-16-be"],
)
def test_everything_but_the_edit_stays_byte_for_byte(tmp_path, content):
    path = tmp_path / "pip.conf"
    path.write_bytes(content)
    assert replace_in(path, "old.pem", "new.pem") == [str(path)]
    wide = b"\x00" in content
    codec = "utf-8" if not wide else ("utf-16-le" if content.startswith(b"\xff") else "utf-16-be")
    assert path.read_bytes() == content.replace("old.pem".encode(codec), "new.pem".encode(codec))
    assert names(tmp_path) == ["pip.conf"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_mode_stays(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    path.chmod(0o640)
    replace_in(path, "old", "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges there")
def test_a_link_still_leads_to_the_file(tmp_path):
    real = tmp_path / "dotfiles" / "pip.conf"
    real.parent.mkdir()
    real.write_bytes(b"[global]\ncert = old.pem\n")
    link = tmp_path / "pip.conf"
    link.symlink_to(real)
    replace_in(link, "old", "new")
    assert link.is_symlink()
    assert real.read_bytes() == b"[global]\ncert = new.pem\n"
    assert names(real.parent) == ["pip.conf"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    snapshot = snapshot_of(path)
    change = edit(path, "old", "new", snapshot)
    path.write_bytes(b"[global]\ncert = old.pem\nproxy = x\n")
    with pytest.raises(WriteRefused, match="has changed since"):
        write_changes([change], snapshot)
    assert path.read_bytes() == b"[global]\ncert = old.pem\nproxy = x\n"


def test_a_file_that_is_gone_is_not_brought_back(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    snapshot = snapshot_of(path)
    change = edit(path, "old", "new", snapshot)
    path.unlink()
    with pytest.raises(WriteRefused, match="is gone"):
        write_changes([change], snapshot)
    assert not path.exists()


def test_bytes_without_meaning_are_not_lost(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n# caf\xe9\n")
    with pytest.raises(WriteRefused, match="not valid utf-8"):
        replace_in(path, "old", "new")
    assert b"caf\xe9" in path.read_bytes()


def test_a_character_that_the_encoding_lacks_is_refused(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_bytes(b"# -*- coding: latin-1 -*-\n# caf\xe9\nold\n")
    environment = Environment("linux", str(tmp_path), str(tmp_path), {})
    workspace = Workspace(environment, OsDisk(), lambda: TODAY)
    workspace.add_file(str(path))
    snapshot = workspace.snapshot()
    with pytest.raises(WriteRefused, match="no character"):
        write_changes([edit(path, "old", "\N{SNOWMAN}", snapshot)], snapshot)
    assert write_changes([edit(path, "old", "né", snapshot)], snapshot)
    assert path.read_bytes() == b"# -*- coding: latin-1 -*-\n# caf\xe9\nn\xe9\n"


def test_nothing_is_written_when_one_of_several_is_refused(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    snapshot = snapshot_of(path)
    there = tmp_path / "there.pem"
    there.write_bytes(b"")
    changes = [edit(path, "old", "new", snapshot), CreateFile(path_to_uri(str(there)), "text")]
    with pytest.raises(WriteRefused, match="exists by now"):
        write_changes(changes, snapshot)
    assert path.read_bytes() == b"[global]\ncert = old.pem\n"


def test_a_new_file_gets_its_folders(tmp_path):
    path = tmp_path / "a b" / "größe#1" / "pip.conf"
    assert write_changes([CreateFile(path_to_uri(str(path)), "[global]\r\n")], snapshot_of(path)) == [
        str(path)
    ]
    assert path.read_bytes() == b"[global]\r\n"
    assert names(path.parent) == ["pip.conf"]


def test_a_dangling_link_counts_as_present(tmp_path):
    path = tmp_path / "pip.conf"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(WriteRefused, match="exists by now"):
        write_changes([CreateFile(path_to_uri(str(path)), "")], snapshot_of(path))


def test_bytes_are_rewritten_only_where_they_are_the_inspected_ones(tmp_path):
    path = tmp_path / "ca.pem"
    path.write_bytes(b"before")
    digest = hashlib.sha256(b"before").hexdigest()
    change = RewriteFile(path_to_uri(str(path)), b"\x00after", digest)
    snapshot = snapshot_of(tmp_path / "pip.conf")
    write_changes([change], snapshot)
    assert path.read_bytes() == b"\x00after"
    with pytest.raises(WriteRefused, match="has changed since"):
        write_changes([change], snapshot)


def test_a_document_without_a_file_is_refused(tmp_path):
    with pytest.raises(WriteRefused, match="no file on this machine"):
        write_changes([CreateFile("untitled:Untitled-1", "")], snapshot_of(tmp_path / "pip.conf"))


def test_a_folder_in_the_files_place_is_refused(tmp_path):
    path = tmp_path / "ca.pem"
    path.mkdir()
    with pytest.raises(WriteRefused, match="not a regular file"):
        write_changes([RewriteFile(path_to_uri(str(path)), b"", "0")], snapshot_of(tmp_path / "pip.conf"))


def test_a_failure_of_the_system_tells_what_was_written(tmp_path):
    """A file stands where a folder would have to be made: only writing finds that out."""
    (tmp_path / "file").write_bytes(b"")
    first = tmp_path / "first.pem"
    second = tmp_path / "file" / "second.pem"
    changes = [CreateFile(path_to_uri(str(p)), "x") for p in (first, second)]
    with pytest.raises(WriteRefused, match="could not be written") as refused:
        write_changes(changes, snapshot_of(tmp_path / "pip.conf"))
    assert refused.value.written == (str(first),)


@as_root
def test_a_read_only_file_is_refused(tmp_path):
    path = tmp_path / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    path.chmod(0o444)
    with pytest.raises(WriteRefused, match="is read-only"):
        replace_in(path, "old", "new")


@as_root
def test_a_read_only_folder_is_refused(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "pip.conf"
    path.write_bytes(b"[global]\ncert = old.pem\n")
    snapshot = snapshot_of(path)
    folder.chmod(0o555)
    try:
        with pytest.raises(WriteRefused, match="could not be written"):
            write_changes([edit(path, "old", "new", snapshot)], snapshot)
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == b"[global]\ncert = old.pem\n"
