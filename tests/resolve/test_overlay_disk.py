from __future__ import annotations

import pytest

from piptrust.resolve.disk import EntryKind
from piptrust.resolve.overlay_disk import OverlayDisk
from support.memory_disk import MemoryDisk


def test_what_is_written_stands_over_what_is_there():
    base = MemoryDisk({"/a/x": b"old", "/a/y": b"y"})
    disk = OverlayDisk(base)
    before = disk.entry("/a/x")
    disk.write("/a/x", b"newer", "digest")
    disk.write("/a/z", b"z", None)
    assert (disk.read("/a/x", 3), disk.read("/a/y", 9), disk.read("/a/z", 9)) == (b"new", b"y", b"z")
    assert disk.names("/a") == ["x", "y", "z"]
    assert disk.entry("/a/x").kind is EntryKind.FILE
    assert disk.entry("/a/x").size == 5
    assert disk.entry("/a/x").stamp != before.stamp
    assert base.files == {"/a/x": b"old", "/a/y": b"y"}


def test_the_first_writing_says_what_was_replaced():
    disk = OverlayDisk(MemoryDisk({"/a/x": b"old"}))
    disk.write("/a/x", b"1", "first")
    disk.write("/a/x", b"2", "second")
    disk.write("/a/new", b"3", None)
    assert disk.replaced == {"/a/x": "first", "/a/new": None}


def test_dropping_lets_the_other_disk_count_again():
    disk = OverlayDisk(MemoryDisk({"/a/x": b"old"}))
    disk.write("/a/x", b"1", "digest")
    disk.write("/a/new", b"3", None)
    disk.drop("/a/x")
    disk.drop("/a/new")
    disk.drop("/never")
    assert disk.read("/a/x", 9) == b"old"
    assert disk.entry("/a/new").kind is EntryKind.MISSING
    assert disk.names("/a") == ["x"]
    with pytest.raises(FileNotFoundError):
        disk.read("/a/new", 9)
