"""Starts the agent in a Python of the user's, and takes its answer.

Whatever is found there is a result; nothing raises. ``subprocess``, ``threading`` and ``asyncio`` are
imported when a process is started: a check whose facts are in the cache starts none, and must not pay.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from piptrust.agent.facts import (
    SCHEMA,
    Failure,
    FailureKind,
    interpreter_of,
    judge,
    not_started,
)
from piptrust.resolve.environment import Interpreter

if TYPE_CHECKING:
    import asyncio
    import subprocess

AGENT = str(Path(__file__).with_name("agent.py"))
DEFAULT_TIMEOUT = 10.0
"""Seconds. A cold start on a busy machine with a network home folder takes a few."""
_LARGEST_OUTPUT = 16 * 1024 * 1024
_END = b'{"event": "end"}'


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
            )
        except (OSError, ValueError) as error:
            return not_started(executable, error if isinstance(error, OSError) else OSError(0, str(error)))
        output = bytearray()
        reader = threading.Thread(target=_read_to_end, args=(process, output), daemon=True)
        reader.start()
        reader.join(timeout)
        ended = not reader.is_alive()
        status = _end(process, ended)
        # A program that the agent's Python started may hold the pipe open; it is not ours to end.
        reader.join(1)
        if process.stdout is not None:
            process.stdout.close()
        return _result(executable, bytes(output), _text(errors), status)


async def read_facts_async(
    executable: str, variables: Mapping[str, str], timeout: float = DEFAULT_TIMEOUT, cwd: str | None = None
) -> Interpreter | Failure:
    """The same for the server's event loop. Cancelling it ends the agent."""
    import asyncio
    import subprocess
    import tempfile

    with tempfile.TemporaryFile() as errors:
        try:
            process = await asyncio.create_subprocess_exec(
                executable,
                AGENT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=dict(variables),
                cwd=cwd,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:
            return not_started(executable, error if isinstance(error, OSError) else OSError(0, str(error)))
        output = bytearray()
        status: int | None = None
        try:
            await asyncio.wait_for(_exchange(process, output), timeout)
            assert process.stdin is not None
            process.stdin.close()
            status = await asyncio.wait_for(process.wait(), 1)
        except asyncio.TimeoutError:
            pass
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return _result(executable, bytes(output), _text(errors), status)


def _task() -> bytes:
    import json

    task = {"schema": SCHEMA, "task": "facts", "deadline": DEFAULT_TIMEOUT}
    return json.dumps(task).encode("ascii") + b"\n"


def _read_to_end(process: subprocess.Popen[bytes], output: bytearray) -> None:
    """Hands the task over and reads up to the last answer, or to the end of the output."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(_task())
        process.stdin.flush()
        while len(output) < _LARGEST_OUTPUT and not _complete(output):
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                return
            output += piece
    except (OSError, ValueError):
        # It ended without reading its task, or the pipe was closed under us.
        return


def _complete(output: bytes | bytearray) -> bool:
    at = output.rfind(_END)
    return at >= 0 and output.find(b"\n", at) >= 0


def _end(process: subprocess.Popen[bytes], ended: bool) -> int | None:
    """Closes the lifeline, gives it a moment, then ends it; the exit status where it ended by itself."""
    import contextlib
    import subprocess

    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        status = process.wait(1 if ended else 0.1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    return status if ended else None


async def _exchange(process: asyncio.subprocess.Process, output: bytearray) -> None:
    import contextlib

    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):
        process.stdin.write(_task())
        await process.stdin.drain()
    while len(output) < _LARGEST_OUTPUT and not _complete(output):
        piece = await process.stdout.read(65536)
        if not piece:
            return
        output += piece


def _text(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 4000))
    return errors.read().decode("utf-8", "replace")


def _result(executable: str, output: bytes, errors: str, status: int | None) -> Interpreter | Failure:
    answer = judge(executable, output, errors, status)
    if isinstance(answer, Failure):
        return answer
    try:
        return interpreter_of(answer, executable)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Failure(FailureKind.GARBAGE, f"{executable} gives an answer that makes no sense.")
