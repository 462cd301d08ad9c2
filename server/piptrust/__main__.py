"""``python -m piptrust``."""

from __future__ import annotations

from piptrust.cli import program

program()
