"""What the pip installed beside us reads in a file: the last word on every fix."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pip

from support import requirements_oracle
from support.pip_loader import close_loaders, installed_loader
from support.pips import clean_environment

atexit.register(close_loaders)


def configured(content: bytes | str) -> dict[str, str]:
    """``section.key`` and value of a configuration file, as pip's own loader has them."""
    loaded = installed_loader().load(content.encode() if isinstance(content, str) else content)
    assert loaded.error is None, loaded.message
    return dict(loaded.values)


def required(text: str) -> dict[str, Any]:
    """What pip's own parser makes of a requirements file; see ``requirements_oracle``."""
    task = json.dumps([{"files": {"r.txt": text}, "start": "r.txt"}])
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, requirements_oracle.__file__, str(Path(pip.__file__).parents[1])],
            input=task,
            capture_output=True,
            encoding="utf-8",
            env=clean_environment(Path(home)),
            check=True,
        )
    (reading,) = json.loads(done.stdout)
    assert reading["stopped"] is None, reading["stopped"]
    return reading
