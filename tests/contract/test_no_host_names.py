"""No public registry's host name stands anywhere in the tree: tests and docs use names that lead nowhere.

Which hosts these are, pip knows.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

_HOSTS = """
from pip._internal.models import index
for place in vars(index).values():
    if isinstance(place, index.PackageIndex):
        print(place.netloc, place.file_storage_domain)
"""


@cache
def registry_domains() -> frozenset[bytes]:
    """The domains of pip's own indexes and of their files, without the names of single machines."""
    done = subprocess.run([sys.executable, "-c", _HOSTS], capture_output=True, text=True, check=True)
    return frozenset(".".join(host.split(".")[-2:]).encode() for host in done.stdout.split())


@cache
def tracked_files() -> tuple[Path, ...]:
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout, to tell the tree's files from others")
    paths = (TOP / name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def test_pip_names_its_hosts():
    assert len(registry_domains()) >= 2
    assert all(domain.count(b".") == 1 for domain in registry_domains())


def test_no_file_spells_out_a_registry_s_host():
    found = [
        str(path.relative_to(TOP))
        for path in tracked_files()
        if any(domain in path.read_bytes().lower() for domain in registry_domains())
    ]
    assert found == []


def test_no_file_s_name_does():
    names = [
        str(path.relative_to(TOP)).lower().encode("utf-8", "surrogateescape") for path in tracked_files()
    ]
    assert not [name for name in names if any(domain in name for domain in registry_domains())]
