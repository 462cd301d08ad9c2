"""The handshake's status as editors show it: a pure function of what is known (docs/protocol.md)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from piptrust.engine.handshake import FAILED, UNVERIFIED, Handshake
from piptrust.locale import mark, tr
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
    handshakes: Sequence[Handshake],
    reason: str = "",
) -> dict[str, Any]:
    """The parameters of ``piptrust/status`` for one folder.

    Args:
        folder: its URI as the client spells it; empty for files without a folder.
        state: the state; ``handshakes`` may be those of an earlier probe while a new one runs.
        environment: whose pip is meant.
        handshakes: what was seen.
        reason: why nothing is known, in the user's terms; empty otherwise.
    """
    interpreter = environment.interpreter
    failing = [h for h in handshakes if h.outcome == FAILED]
    text = tr(_TEXTS[state])
    if state in {State.FAILING, State.UNKNOWN} and failing:
        text = f"{text}: {failing[0].title or failing[0].host}"
    return {
        "schema": 1,
        "folder": folder,
        "state": state.value,
        "text": text,
        "reason": reason,
        "checkedAt": handshakes[0].when.isoformat() if handshakes else None,
        "interpreter": None
        if interpreter is None
        else {
            "path": interpreter.executable,
            "python": ".".join(map(str, interpreter.python_version)),
            "pip": interpreter.pip_version,
            "openssl": interpreter.ssl_version,
        },
        "places": [_place(h) for h in handshakes],
    }


def _place(handshake: Handshake) -> dict[str, Any]:
    leaf = handshake.chain[0] if handshake.chain else None
    return {
        "url": handshake.url,
        "host": handshake.host,
        "port": handshake.port,
        "roles": list(handshake.roles),
        "outcome": handshake.outcome,
        "pipError": handshake.pip_error or None,
        "cause": handshake.cause or None,
        "title": handshake.title or None,
        "tls": handshake.tls or None,
        "issuer": None if leaf is None else leaf.issuer,
        "expires": None if handshake.expires is None else handshake.expires.isoformat(),
        "sources": list(handshake.sources),
        "fixes": [
            {"title": o.title, "standing": o.standing.value, "lowersSecurity": o.lowers_security}
            for o in handshake.offers
        ],
    }
