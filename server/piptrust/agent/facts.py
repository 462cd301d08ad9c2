"""From the agent's answer to an Interpreter, and the reasons why there may be none."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, cast

from piptrust.locale import tr
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve import quirks
from piptrust.resolve.environment import Interpreter
from piptrust.text.records import dataclass

SCHEMA = 1


class FailureKind(enum.Enum):
    """Why a program told us nothing about a Python."""

    MISSING = "missing"
    HANGS = "hangs"
    CRASHES = "crashes"
    GARBAGE = "garbage"
    NOT_PYTHON = "not a Python"


@dataclass(frozen=True)
class Failure:
    """``text`` is a whole sentence that names the program."""

    kind: FailureKind
    text: str


def answers(output: bytes) -> tuple[list[Mapping[str, Any]], int]:
    """The agent's answers among whatever else was printed, and how many frames were none."""
    import json

    found: list[Mapping[str, Any]] = []
    spoilt = 0
    for frame in output.split(b"\x1e")[1:]:
        # Hooks that run at exit may print after the line feed.
        line = frame.split(b"\n", 1)[0]
        try:
            answer = json.loads(line.decode("ascii"))
        except ValueError:
            spoilt += 1
            continue
        if isinstance(answer, dict):
            found.append(cast("Mapping[str, Any]", answer))
        else:
            spoilt += 1
    return found, spoilt


def interpreter_of(answer: Mapping[str, Any], executable: str) -> Interpreter:
    """The facts that the agent found, in our types.

    Raises:
        ValueError, TypeError, KeyError: the answer is not what the schema says.
    """
    major, minor, micro = (int(n) for n in answer["python_version"])
    pip_version = _text(answer, "pip_version")
    locale_encoding = _text(answer, "preferred_encoding") or "utf-8"
    if pip_version is not None and quirks.LOCALE_BEATS_UTF8_MODE.holds(parse_pip_version(pip_version)):
        locale_encoding = _text(answer, "locale_encoding") or locale_encoding
    return Interpreter(
        executable=executable,
        python_version=(major, minor, micro),
        prefix=str(answer["prefix"]),
        base_prefix=str(answer["base_prefix"]),
        pip_version=pip_version,
        pip_location=_text(answer, "pip_location"),
        default_index_url=_text(answer, "default_index_url"),
        file_host=_text(answer, "file_host"),
        certifi_where=_text(answer, "certifi_where"),
        site_packages=tuple(str(folder) for folder in answer.get("site_packages", ())),
        ssl_version=_text(answer, "ssl_version"),
        ssl_error=_text(answer, "ssl_error"),
        openssl_cafile=_text(answer, "openssl_cafile"),
        openssl_capath=_text(answer, "openssl_capath"),
        locale_encoding=locale_encoding,
        utf8_mode=bool(answer.get("utf8_mode")),
        truststore_installed=bool(answer.get("truststore_installed")),
        implementation=_text(answer, "implementation") or "cpython",
        certifi_debundled=bool(answer.get("certifi_debundled")),
        vendored={str(k): str(v) for k, v in answer.get("vendored", {}).items()},
        trust_patches=tuple(str(patch) for patch in answer.get("trust_patches", ())),
        known_folders={str(k): str(v) for k, v in answer.get("known_folders", {}).items()},
    )


def judge(executable: str, output: bytes, errors: str, status: int | None) -> Mapping[str, Any] | Failure:
    """The answer to ``facts``, or what went wrong.

    ``status`` is the exit status, negative for a signal; None where the program was ended because its time
    was up.
    """
    found, spoilt = answers(output)
    facts = next((answer for answer in found if answer.get("event") == "facts"), None)
    if facts is not None:
        return facts
    if status is None or any(answer.get("event") == "deadline" for answer in found):
        return Failure(
            FailureKind.HANGS,
            _ended(tr("{program} does not answer in time", program=executable), errors),
        )
    if found:
        failed = next((str(a["text"]) for a in found if "text" in a), errors)
        return Failure(
            FailureKind.CRASHES, _ended(tr("{program} cannot say what it is", program=executable), failed)
        )
    if spoilt:
        return Failure(
            FailureKind.GARBAGE, _ended(tr("{program} garbles its answer", program=executable), errors)
        )
    return fell_silent(executable, errors, status)


def fell_silent(executable: str, errors: str, status: int | None) -> Failure:
    """Why a program ended without any answer, by its last words."""
    python = any(word in errors for word in ("Traceback", "Fatal Python error", "SyntaxError"))
    if python or (status is not None and status < 0):
        return Failure(FailureKind.CRASHES, _ended(tr("{program} fails", program=executable), errors))
    if status and not errors.strip():
        text = tr(
            "{program} is no working Python: it ended with status {status} and no answer.",
            program=executable,
            status=status,
        )
        return Failure(FailureKind.NOT_PYTHON, text)
    return Failure(
        FailureKind.NOT_PYTHON, _ended(tr("{program} is no working Python", program=executable), errors)
    )


def not_started(executable: str, error: OSError) -> Failure:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Failure(FailureKind.MISSING, tr("{program} does not exist.", program=executable))
    text = tr("{program} cannot be started: {reason}.", program=executable, reason=error.strerror or error)
    return Failure(FailureKind.NOT_PYTHON, text)


def _ended(sentence: str, errors: str) -> str:
    """The sentence, ended with the program's last words where it left some."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return f"{sentence}: {lines[-1][:200]}" if lines else f"{sentence}."


def _text(answer: Mapping[str, Any], key: str) -> str | None:
    value = answer.get(key)
    return None if value is None else str(value)
