"""A project on a machine on which nobody has set anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lsp.probe_lab import Lab, lab_in


@pytest.fixture
def project(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in list(os.environ):
        if name.startswith(("PIP_", "SSL_CERT_", "XDG_")) or name.endswith("_CA_BUNDLE"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIPTRUST_PROBE", "off")
    monkeypatch.setenv("PIPTRUST_PROBE", "off")
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    yield from lab_in(tmp_path)
