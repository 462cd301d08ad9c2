"""Whether output may have colours."""

from __future__ import annotations

import os
from typing import TextIO


def in_colour(wish: str, stream: TextIO) -> bool:
    """``wish`` is "always", "never", or "auto" for terminals only, and not where NO_COLOR is set.

    rich is an extra: without it a terminal gets the same text in black and white.
    """
    import importlib.util

    wanted = wish == "always" or (wish == "auto" and stream.isatty() and not os.environ.get("NO_COLOR"))
    return wanted and importlib.util.find_spec("rich") is not None
