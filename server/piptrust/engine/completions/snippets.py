"""LSP's snippet syntax (LSP 3.17, "Snippet Syntax")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"[\\$}]")
_SPECIAL_IN_CHOICE = re.compile(r"[\\$},|]")


def literal(text: str) -> str:
    """``text`` as itself."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def choice(values: Sequence[str], number: int = 1) -> str:
    """A placeholder with these values to choose from."""
    return f"${{{number}|{','.join(_SPECIAL_IN_CHOICE.sub(_escaped, v) for v in values)}|}}"


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match.group()
