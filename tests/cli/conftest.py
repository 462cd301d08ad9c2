from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty working folder, with room beside it for a home."""
    work = tmp_path / "work"
    work.mkdir()
    return work
