"""Runs one task of the agent and hands over its answers as they come."""

from __future__ import annotations

import asyncio
import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Callable, cast

from piptrust.agent.facts import SCHEMA, Failure, FailureKind, fell_silent, not_started
from piptrust.agent.launch import end_group
from piptrust.locale import tr

AGENT = str(Path(__file__).with_name("agent.py"))
GRACE = 1.0
"""Seconds that an agent has to end by itself after its own deadline."""
_LARGEST_ANSWER = 16 * 1024 * 1024
_RECORD_SEPARATOR = b"\x1e"


async def run_task(
    executable: str,
    variables: Mapping[str, str],
    task: Mapping[str, Any],
    on_answer: Callable[[dict[str, Any]], None],
    *,
    deadline: float,
    cwd: str | None = None,
) -> Failure | None:
    """Runs ``task`` in the agent; ``on_answer`` gets each answer but the last, in the order of arrival.

    Cancelling it ends the agent: its standard input closes.

    Args:
        executable: the Python that runs the agent.
        variables: its whole environment.
        task: the task's name under "task", and its arguments.
        on_answer: called in the event loop; it must not block.
        deadline: seconds after which the agent ends itself.
        cwd: its working directory.

    Returns:
        Why the agent did not finish, or None.
    """
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
                limit=_LARGEST_ANSWER,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return not_started(executable, error if isinstance(error, OSError) else OSError(0, str(error)))
        message = {"schema": SCHEMA, "deadline": deadline, **task}
        try:
            ended = await asyncio.wait_for(_converse(process, message, on_answer), deadline + GRACE)
        except asyncio.TimeoutError:
            return Failure(
                FailureKind.HANGS,
                tr(
                    "{program} gave no answer within {seconds} seconds.",
                    program=executable,
                    seconds=f"{deadline:g}",
                ),
            )
        finally:
            await _end(process)
        if ended is None:
            errors.seek(0)
            return fell_silent(executable, errors.read(4000).decode("utf-8", "replace"), process.returncode)
        return ended if isinstance(ended, Failure) else None


async def _converse(
    process: asyncio.subprocess.Process, task: Mapping[str, Any], on_answer: Callable[[dict[str, Any]], None]
) -> Failure | bool | None:
    """True where the agent said that it is done, a failure where it said so, None where it fell silent."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(task).encode("ascii") + b"\n")
        await process.stdin.drain()
        async for line in process.stdout:
            _, found, frame = line.rpartition(_RECORD_SEPARATOR)
            answer = _answer(frame) if found else None
            if answer is None:
                continue
            event = answer.get("event")
            if event == "end":
                return True
            if event in {"refused", "failed", "deadline"}:
                kind = FailureKind.HANGS if event == "deadline" else FailureKind.CRASHES
                return Failure(kind, str(answer.get("text") or tr("the agent ran out of time")))
            on_answer(answer)
    except (ConnectionError, ValueError):
        # It ended without reading its task, or sent a line beyond all measure.
        return None
    return None


def _answer(frame: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(frame)
    except ValueError:
        return None
    return cast("dict[str, Any]", answer) if isinstance(answer, dict) else None


async def _end(process: asyncio.subprocess.Process) -> None:
    """Closes the lifeline and makes sure that nothing is left."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), 0.5)
    except asyncio.TimeoutError:
        end_group(process.pid)
        await process.wait()
