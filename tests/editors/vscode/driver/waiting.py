"""Patience: nothing in a workbench happens at once, and how long it takes says nothing on a busy machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Seconds for one thing to happen. A machine that does much else besides is slow; whoever writes tests is not patient.
PATIENCE = float(os.environ.get("PIPTRUST_PATIENCE", "90"))


class VscodeError(AssertionError):
    """The workbench did not do what was asked of it in time."""


def until(
    probe: Callable[[], T | None], what: str, patience: float, *, pause: Callable[[float], object]
) -> T:
    """Ask ``probe`` again and again until it returns something true, and return that.

    Args:
        what: is waited for, for the error's words.
        patience: seconds.
        pause: waits some seconds; the browser's events need another one than `time.sleep`.

    Raises:
        VscodeError: it never did.
    """
    deadline = time.monotonic() + patience
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            raise VscodeError(f"gave up waiting for {what}; last seen: {value!r}")
        pause(0.05)
