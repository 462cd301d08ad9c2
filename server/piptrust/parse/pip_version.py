"""Versions of pip, as tuples that compare."""

from __future__ import annotations

PipVersion = tuple[int, ...]


def parse_pip_version(text: str) -> PipVersion:
    """``"24.1.1"`` as ``(24, 1, 1)``; a pre-release counts as its release (``"24.1b2"`` is ``(24, 1)``)."""
    numbers: list[int] = []
    for part in text.split("."):
        digits = ""
        for character in part:
            if not character.isdigit():
                break
            digits += character
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers)
