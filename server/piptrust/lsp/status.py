"""The handshake's status as editors show it: a pure function of what is known (docs/protocol.md)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from piptrust.engine.handshake import FAILED, UNVERIFIED, Handshake
from piptrust.locale import mark, tr
from piptrust.lsp.place import place_content
from piptrust.probe.report import Outcome, ProbeReport
from piptrust.render.probe_words import Context
from piptrust.resolve.environment import Environment

STATUS = "piptrust/status"
# What cannot be told from a missing network: no verdict on trust.
_OFFLINE = frozenset({"dns", "connection", "timeout"})


class State(enum.Enum):
    """One word for a whole folder."""

    CHECKING = "checking"
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILING = "failing"
    UNKNOWN = "unknown"
    OFF = "off"
    UNTRUSTED = "untrusted"


_TEXTS = {
    State.CHECKING: mark("checking pip's trust"),
    State.VERIFIED: mark("pip verifies"),
    State.UNVERIFIED: mark("pip trusts without checking"),
    State.FAILING: mark("pip fails"),
    State.UNKNOWN: mark("pip's trust is not known"),
    State.OFF: mark("not probing"),
    State.UNTRUSTED: mark("workspace not trusted"),
}


def state_of(handshakes: Sequence[Handshake]) -> State:
    """The worst that was seen; a network that is not there counts as not known."""
    if any(h.outcome == FAILED and h.pip_error not in _OFFLINE for h in handshakes):
        return State.FAILING
    if any(h.outcome == FAILED for h in handshakes) or not handshakes:
        return State.UNKNOWN
    if any(h.outcome == UNVERIFIED for h in handshakes):
        return State.UNVERIFIED
    return State.VERIFIED


def status_of(
    folder: str,
    state: State,
    environment: Environment,
    report: ProbeReport | None,
    context: Context | None,
    reason: str = "",
) -> dict[str, Any]:
    """The parameters of ``piptrust/status`` for one folder.

    Args:
        folder: its URI as the client spells it; empty for files without a folder.
        state: the state; ``report`` may be that of an earlier probe while a new one runs.
        environment: whose pip is meant.
        report: what was seen, or None.
        context: names who set what, with the files as they were when it was seen; there where ``report`` is.
        reason: why nothing is known, in the user's terms; empty otherwise.
    """
    interpreter = environment.interpreter
    targets = () if report is None else report.targets
    text = tr(_TEXTS[state])
    failing = [t for t in targets if t.outcome is Outcome.FAILED]
    if state in {State.FAILING, State.UNKNOWN} and failing:
        first = failing[0]
        what = first.target.host if first.cause is None else first.cause.title
        text = tr("{state}: {what}", state=text, what=what)
    return {
        "schema": 1,
        "folder": folder,
        "state": state.value,
        "text": text,
        "reason": reason,
        "checkedAt": None if report is None or not targets else report.started.isoformat(),
        "interpreter": None
        if interpreter is None
        else {
            "path": interpreter.executable,
            "python": ".".join(map(str, interpreter.python_version)),
            "pip": interpreter.pip_version,
            "openssl": interpreter.ssl_version,
        },
        "places": [] if context is None else [place_content(folder, t, context) for t in targets],
    }
