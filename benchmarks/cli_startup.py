"""How long ``piptrust check`` takes for one small file, beside an interpreter that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import Result, in_turn, milliseconds, print_table, seconds_to_run

_ROUNDS = 25
_TIMES_BARE, _PLUS_SECONDS = 3, 0.060
_START = "import sys; from piptrust.cli import main; sys.exit(main())"


def measure() -> list[Result]:
    """One line each for a check that asks this environment's pip, and for one that starts no interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "requirements.txt").write_text("requests==2.32.0\n")
        check = [sys.executable, "-c", _START, "check", "requirements.txt"]
        medians = in_turn(
            {
                "bare": lambda: seconds_to_run([sys.executable, "-c", "pass"], cwd=here),
                "check": lambda: seconds_to_run([*check, "--python", sys.executable], cwd=here),
                "check, --no-python": lambda: seconds_to_run([*check, "--no-python"], cwd=here),
            },
            _ROUNDS,
        )
    bare = medians.pop("bare")
    limit = _TIMES_BARE * bare + _PLUS_SECONDS
    return [
        Result(
            f"start-up: piptrust {name}, one small file / python -c pass",
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
