"""How messages put names and sentences together, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from piptrust.locale import tr


def sentences(*texts: str) -> str:
    """The sentences that are not empty, one after the other."""
    return " ".join(text for text in texts if text)


def listed(names: Sequence[str]) -> str:
    """Names that are all meant: "a", "a and b", "a, b and c"."""
    if len(names) == 1:
        return names[0]
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def either(names: Sequence[str]) -> str:
    """Names of which one is meant: "a", "a or b", "a, b or c"."""
    if len(names) == 1:
        return names[0]
    return tr("{names} or {last}", names=", ".join(names[:-1]), last=names[-1])
