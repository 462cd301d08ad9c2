"""The configurations of docs/editors.md, so that what users copy is what is tested."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parents[2] / "docs" / "editors.md"


def configuration(name: str) -> str:
    """The block that the page marks with ``<!-- run: name -->``.

    Raises:
        LookupError: there is none, or there are several.
    """
    text = _PAGE.read_text(encoding="utf-8")
    found = re.findall(
        rf"^<!-- run: {re.escape(name)} -->\n```\w+\n(.*?)^```$", text, re.DOTALL | re.MULTILINE
    )
    if len(found) != 1:
        raise LookupError(f"docs/editors.md has {len(found)} blocks called {name}")
    return found[0]
