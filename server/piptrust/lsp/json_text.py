"""Answers that are written as JSON at once.

Ten thousand symbols take the protocol's converter a tenth of a second, and forty thousand tokens as lists of
numbers almost as long; both consist of lines that were written before.
"""

from __future__ import annotations

from piptrust.text.records import dataclass


@dataclass(frozen=True)
class JsonText:
    """A result in JSON, in ASCII."""

    text: str
