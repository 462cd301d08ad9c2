"""What pip's option parser makes of the text of a value."""

from __future__ import annotations

# distutils.util.strtobool, which pip keeps a copy of (pip 26.3, utils/misc.py:strtobool).
_TRUE = frozenset({"y", "yes", "t", "true", "on", "1"})
_FALSE = frozenset({"n", "no", "f", "false", "off", "0"})


def boolean(text: str) -> bool | None:
    """The truth value of a flag's text, or None where pip refuses it."""
    word = text.lower()
    return True if word in _TRUE else False if word in _FALSE else None


def is_on(text: str) -> bool:
    return boolean(text) is True
