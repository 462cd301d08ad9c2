"""Long work beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Callable, TypeVar, cast

_Value = TypeVar("_Value")


async def aside(work: Callable[[], _Value]) -> _Value:
    """Runs something long beside the event loop, on a thread that never keeps the process alive.

    ``work`` must leave the session's state alone. What it raises is raised here.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Value] = loop.create_future()

    def settle(value: _Value | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(cast("_Value", value))

    def run() -> None:
        value: _Value | None = None
        error: BaseException | None = None
        try:
            value = work()
        except Exception as failure:
            error = failure
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=run, name="piptrust-aside", daemon=True).start()
    return await done
