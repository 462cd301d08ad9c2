"""Starts the agent in a Python of the user's, and takes its answer.

Whatever is found there is a result; nothing raises. ``subprocess``, ``threading`` and ``asyncio`` are
imported when a process is started: a check whose facts are in the cache starts none, and must not pay.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from piptrust.agent.facts import (
    SCHEMA,
    Failure,
    FailureKind,
    interpreter_of,
    judge,
    not_started,
)
from piptrust.locale import tr
from piptrust.resolve.environment import Interpreter

if TYPE_CHECKING:
    import subprocess

AGENT = str(Path(__file__).with_name("agent.py"))
DEFAULT_TIMEOUT = 10.0
"""Seconds. A cold start on a busy machine with a network home folder takes a few."""
_GRACE = 0.5
_LARGEST_OUTPUT = 16 * 1024 * 1024
_END = b'\x1e{"event": "end"}'


def read_facts(
    executable: str, variables: Mapping[str, str], timeout: float = DEFAULT_TIMEOUT, cwd: str | None = None
) -> Interpreter | Failure:
    """Asks one Python what it is, and waits for the answer.

    ``executable`` may be a script that starts a Python. It runs with exactly these variables.
    """
    import subprocess
    import tempfile
    import threading

    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                [executable, AGENT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=dict(variables),
                cwd=cwd,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return not_started(executable, error if isinstance(error, OSError) else OSError(0, str(error)))
        output = bytearray()
        reader = threading.Thread(target=_read_to_end, args=(process, _task(timeout), output), daemon=True)
        reader.start()
        # The agent ends itself at its deadline; what is no agent does not.
        reader.join(timeout + _GRACE)
        ended = not reader.is_alive()
        status = _end(process, ended)
        # A program that the agent's Python started may hold the pipe open; it is not ours to end.
        reader.join(1)
        if process.stdout is not None:
            process.stdout.close()
        return _result(executable, judge(executable, bytes(output), _text(errors), status))


async def read_facts_async(
    executable: str, variables: Mapping[str, str], timeout: float = DEFAULT_TIMEOUT, cwd: str | None = None
) -> Interpreter | Failure:
    """The same for the server's event loop. Cancelling it ends the agent."""
    from piptrust.agent.stream import run_task

    found: list[Mapping[str, Any]] = []
    failure = await run_task(
        executable, variables, {"task": "facts"}, found.append, deadline=timeout, cwd=cwd
    )
    if found:
        return _result(executable, found[0])
    return failure or Failure(FailureKind.GARBAGE, tr("{program} gives no answer.", program=executable))


def _task(deadline: float) -> bytes:
    import json

    task = {"schema": SCHEMA, "task": "facts", "deadline": deadline}
    return json.dumps(task).encode("ascii") + b"\n"


def _read_to_end(process: subprocess.Popen[bytes], task: bytes, output: bytearray) -> None:
    """Hands the task over and reads up to the last answer, or to the end of the output."""
    assert process.stdin is not None
    assert process.stdout is not None
    # Whatever ends without reading its task may have said something all the same.
    with contextlib.suppress(OSError):
        process.stdin.write(task)
        process.stdin.flush()
    try:
        while len(output) < _LARGEST_OUTPUT and not _complete(output):
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                return
            output += piece
    except (OSError, ValueError):
        # The pipe was closed under us.
        return


def end_group(pid: int) -> None:
    """Ends a program that we started with a session of its own, and what it started in turn.

    A script that starts a Python and waits for it is ended together with that Python.
    """
    import signal

    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)


def _complete(output: bytes | bytearray) -> bool:
    at = output.rfind(_END)
    return at >= 0 and output.find(b"\n", at) >= 0


def _end(process: subprocess.Popen[bytes], ended: bool) -> int | None:
    """Closes the lifeline, gives it a moment, then ends it; the exit status where it ended by itself."""
    import subprocess

    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        status = process.wait(1 if ended else 0.1)
    except subprocess.TimeoutExpired:
        end_group(process.pid)
        process.wait()
        return None
    return status if ended else None


def _text(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 4000))
    return errors.read().decode("utf-8", "replace")


def _result(executable: str, answer: Mapping[str, Any] | Failure) -> Interpreter | Failure:
    if isinstance(answer, Failure):
        return answer
    try:
        return interpreter_of(answer, executable)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Failure(
            FailureKind.GARBAGE, tr("{program} gives an answer that makes no sense.", program=executable)
        )
