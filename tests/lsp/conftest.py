"""A project on a machine on which nobody has set anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


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
