"""Values as shells and ``.env`` files want them quoted."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9_@%+:,./-]+")


class CannotQuote(ValueError):  # noqa: N818 - a result with a reason, not a fault of ours.
    """No way of writing the value is read alike by everything that reads such files."""


def posix_quoted(value: str) -> str:
    """``value`` for a POSIX shell: literally as it is, between single quotes."""
    return "'" + value.replace("'", "'\\''") + "'"


def powershell_quoted(value: str) -> str:
    """``value`` for PowerShell: between single quotes only those are special, the curly ones included."""
    return "'" + re.sub("(['‘’‚‛])", r"\1\1", value) + "'"


def dotenv_quoted(value: str) -> str:
    """``value`` for a ``.env`` file: bare where nothing in it is special, else between single quotes.

    Dotenv libraries, Docker Compose and shells read both alike. A single quote has no such form.

    Raises:
        CannotQuote: the value holds a single quote or a line end.
    """
    if _PLAIN.fullmatch(value):
        return value
    if "'" in value or "\n" in value or "\r" in value:
        raise CannotQuote(value)
    return f"'{value}'"
