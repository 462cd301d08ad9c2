"""A second opinion at the price of an import: what this pip's own session says to one address."""

from __future__ import annotations

from typing import Any, cast

from piptrust.agent.facts import Failure, FailureKind
from piptrust.agent.stream import run_task
from piptrust.locale import tr
from piptrust.probe.pip_output import kind_of_error
from piptrust.probe.report import PipError
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.text.records import dataclass
from piptrust.text.uri import redact


@dataclass(frozen=True)
class SessionAnswer:
    """How the request of pip's session ended.

    Attributes:
        status: of the HTTP answer; None where there was none.
        error: the kind of error; None where there was none, or none that piptrust knows.
        words: those of the error and of what led to it, without credentials.
    """

    status: int | None
    error: PipError | None
    words: str

    @property
    def reached(self) -> bool:
        """Whether the place answered at all; what it answered is not asked."""
        return self.status is not None


async def ask_pip_session(
    interpreter: Interpreter, environment: Environment, url: str, timeout: float
) -> SessionAnswer | Failure:
    """Lets this pip build its session as ``pip download`` does, and get ``url``. There are no retries."""
    answers: list[dict[str, Any]] = []
    failure = await run_task(
        interpreter.executable,
        environment.variables,
        {"task": "as-pip", "url": url, "timeout": timeout},
        answers.append,
        # Importing pip takes a second on a slow machine; redirects each have their own time.
        deadline=3 * timeout + 10,
        cwd=environment.cwd or None,
    )
    if not answers:
        return failure or Failure(
            FailureKind.GARBAGE, tr("{program} gave no answer.", program=interpreter.executable)
        )
    return _session_answer(answers[0])


def _session_answer(answer: dict[str, Any]) -> SessionAnswer:
    status = answer.get("status")
    error = answer.get("error")
    if isinstance(status, int):
        return SessionAnswer(status, None, "")
    text = cast("dict[str, Any]", error).get("text") if isinstance(error, dict) else None
    words = redact(text) if isinstance(text, str) else ""
    return SessionAnswer(None, kind_of_error(words), words)
