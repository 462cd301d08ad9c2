"""How a cause is declared, and the order in which causes are asked."""

from __future__ import annotations

import enum
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Callable

import piptrust.causes
from piptrust.engine.finding import Evidence
from piptrust.locale import tr
from piptrust.probe.report import CauseMatch, HandshakeResult
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.environment import Environment
from piptrust.resolve.trust import TrustDecision
from piptrust.text.records import dataclass, field
from piptrust.x509.certificate import Certificate


class StoreKind(enum.Enum):
    """What a store is to pip and to its user."""

    SYSTEM = "the operating system's, or OpenSSL's default"
    PIPS_OWN = "the bundle inside pip"
    BUNDLE = "a bundle that a setting of pip or of requests names"
    CERTIFI_PACKAGE = "the certifi package beside pip"
    PUBLIC = "a current public list of roots"
    OTHER = "what another tool is told to trust"


@dataclass(frozen=True)
class Store:
    """A named collection of trust anchors on this machine.

    Attributes:
        name: in the user's terms: "the system store", "pip's own bundle", "the certifi package".
        path: file or directory, or None.
        certificates: what it holds.
        in_effect: whether this pip consults it for the target.
        kind: see :class:`StoreKind`.
        set_by: the variable or setting that names it, or empty.
    """

    name: str
    path: str | None
    certificates: tuple[Certificate, ...]
    in_effect: bool
    kind: StoreKind = StoreKind.OTHER
    set_by: str = ""


@dataclass(frozen=True)
class Case:
    """All the evidence on one failed target. Causes are pure functions of it.

    Attributes:
        target: what was probed, and how.
        result: how the handshake ended.
        environment: machine, variables, interpreter.
        trust: which certificates this pip trusts, and what was beaten.
        stores: trust anchors on this machine, those in effect and others.
        others: results of the other targets of the same probe, by id.
        now: when the handshake was made, with a time zone.
    """

    target: ProbeTarget
    result: HandshakeResult
    environment: Environment
    trust: TrustDecision
    stores: tuple[Store, ...]
    now: datetime
    others: Mapping[str, HandshakeResult] = field(default_factory=dict[str, HandshakeResult])

    @cached_property
    def leaf(self) -> Certificate | None:
        return self.result.chain[0] if self.result.chain else None

    @cached_property
    def top(self) -> Certificate | None:
        """The last presented certificate that continues the chain from the leaf."""
        current = self.leaf
        remaining = list(self.result.chain[1:])
        while current is not None and not current.self_issued:
            above = next((c for c in remaining if c.subject == current.issuer), None)
            if above is None:
                break
            remaining.remove(above)
            current = above
        return current

    def holders(self, subject: str, *, in_effect: bool | None = None) -> Iterable[tuple[Store, Certificate]]:
        """Stores with a certificate of that subject, and the certificate."""
        for store in self.stores:
            if in_effect is None or store.in_effect is in_effect:
                for certificate in store.certificates:
                    if certificate.subject == subject:
                        yield store, certificate


Recogniser = Callable[[Case], "CauseMatch | None"]


@dataclass(frozen=True)
class Cause:
    """One entry of the closed catalogue.

    Attributes:
        id: names the problem.
        title: one line in the user's terms, in English; said through ``tr``.
        pip_says: regular expressions for pip's own words, old and new; ``piptrust explain`` reads by them.
        recognise: the match for a case, or None where the evidence is not there.
        fixes: ids of candidate repairs (``probe/candidates``), most fitting first.
    """

    id: str
    title: str
    pip_says: tuple[str, ...]
    recognise: Recogniser
    fixes: tuple[str, ...] = ()


_registry: dict[str, Cause] = {}


def cause(
    cause_id: str, *, title: str, pip_says: tuple[str, ...], fixes: tuple[str, ...] = ()
) -> Callable[[Recogniser], Recogniser]:
    """Registers the decorated function as the cause ``cause_id``; its module carries the same name.

    Raises:
        ValueError: the id is taken.
    """

    def register(recognise: Recogniser) -> Recogniser:
        if cause_id in _registry:
            raise ValueError(f"two causes are called {cause_id}")
        _registry[cause_id] = Cause(cause_id, title, pip_says, recognise, fixes)
        return recognise

    return register


def match(cause_id: str, explanation: str, *evidence: Evidence, **details: Any) -> CauseMatch:
    """A match for ``cause_id`` with its registered title, in the user's language as the explanation is.

    ``details`` are further fields of CauseMatch.
    """
    title = tr(_registry[cause_id].title)
    return CauseMatch(cause_id, title, explanation, tuple(evidence), **details)


@lru_cache(maxsize=1)
def all_causes() -> tuple[Cause, ...]:
    """The whole catalogue, in the order in which causes are asked (``diagnose.ORDER``)."""
    from piptrust.probe.diagnose import ORDER

    for module in pkgutil.iter_modules(piptrust.causes.__path__):
        importlib.import_module(f"piptrust.causes.{module.name}")
    return tuple(sorted(_registry.values(), key=lambda cause: ORDER.index(cause.id)))
