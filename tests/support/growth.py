"""Time by its growth: on any machine, four times the input may take about four times as long, not sixteen."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES_LARGER = 4
# Between linear (4) and quadratic (16), nearer to the latter: small inputs carry fixed costs, caches distort.
_MOST_TIMES_LONGER = 11
# Below this much CPU time the clock decides.
_TOO_SHORT = 0.02
# Another process's turn on the same core costs time that is counted as ours; what is quadratic is so every time.
_TRIES = 3


def assert_linear(make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Asserts that what ``make(size)`` gives takes time in proportion to ``size``.

    ``make`` prepares, outside the measured time, what is then run.
    """
    for _ in range(_TRIES):
        small, large = _seconds(make(size)), _seconds(make(size * _TIMES_LARGER))
        ratio = large / max(small, _TOO_SHORT)
        if ratio < _MOST_TIMES_LONGER:
            return
    raise AssertionError(f"{_TIMES_LARGER} × the size took {ratio:.1f} × the time ({small:.2f} s)")


def _seconds(run: Callable[[], object]) -> float:
    # What a whole run of tests has left in memory is not to be looked through while one of them is timed.
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        run()
        return time.process_time() - started
    finally:
        gc.enable()
