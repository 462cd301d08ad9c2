"""A virtual environment for the demos, made in a moment and without a network."""

from __future__ import annotations

import venv
from importlib.util import find_spec
from pathlib import Path


def environment_with_pip(folder: Path) -> str:
    """The Python of a new virtual environment, whose pip is ours by links."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    pip = find_spec("pip")
    assert pip is not None
    assert pip.origin is not None
    ours = Path(pip.origin).parent
    (packages,) = folder.glob("lib/python*/site-packages")
    for found in (ours, *ours.parent.glob("pip-*.dist-info")):
        (packages / found.name).symlink_to(found)
    return str(folder / "bin" / "python")
