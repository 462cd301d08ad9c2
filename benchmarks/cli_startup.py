"""How long ``piptrust check`` takes for one small file, beside an interpreter that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import Result, in_turn, milliseconds, print_table, seconds_to_run

_ROUNDS = 25
_TIMES_BARE, _PLUS_SECONDS = 3, 0.060
_START = "from piptrust.cli import program; program()"


def measure() -> list[Result]:
    """One line for each kind of file. What the interpreter says of itself is kept from the first run on."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "requirements.txt").write_text("requests==2.32.0\n")
        (here / "pip.conf").write_text("[global]\nindex-url = https://packages.corp.example/simple\n")
        check = [sys.executable, "-c", _START, "check", "--python", sys.executable]
        medians = in_turn(
            {
                "bare": lambda: seconds_to_run([sys.executable, "-c", "pass"], cwd=here),
                "pip.conf": lambda: seconds_to_run([*check, "pip.conf"], cwd=here),
                "requirements.txt": lambda: seconds_to_run([*check, "requirements.txt"], cwd=here),
            },
            _ROUNDS,
        )
    bare = medians.pop("bare")
    limit = _TIMES_BARE * bare + _PLUS_SECONDS
    return [
        Result(
            f"start-up: piptrust check, one small {name} / python -c pass",
            milliseconds(taken),
            milliseconds(bare),
            taken / bare,
            f"{_TIMES_BARE} x peer + {_PLUS_SECONDS * 1000:.0f} ms = {milliseconds(limit)}",
            taken <= limit,
        )
        for name, taken in medians.items()
    ]


if __name__ == "__main__":
    print_table(measure())
