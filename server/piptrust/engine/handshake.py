"""What the last handshake with a place showed, as plain data that rules and hovers may know."""

from __future__ import annotations

from datetime import datetime

from piptrust.engine.finding import Evidence, Offer
from piptrust.locale import mark
from piptrust.text.records import dataclass

VERIFIED = mark("verified")
UNVERIFIED = mark("unverified")
FAILED = mark("failed")
# Argument of an offer that was tried: the URI of the configuration file in which the trial made its changes. Made in
# another document, they would be another repair than the one that was proven.
TRIED_IN = "tried-in"


@dataclass(frozen=True)
class ChainLink:
    """One presented certificate, in a few words."""

    name: str
    issuer: str
    not_after: datetime


@dataclass(frozen=True)
class Blame:
    """A setting that an outcome comes from: an option in a file."""

    uri: str
    key: str


@dataclass(frozen=True)
class Handshake:
    """One place and what pip would make of it.

    Attributes:
        url: without credentials.
        host: lower case.
        port: always a number.
        roles: what pip fetches there, in words.
        outcome: "verified", "unverified" or "failed".
        when: when the handshake was made, with a time zone.
        pip_error: the kind of error that pip would report, or empty.
        cause: id of the cause's page, or empty.
        title: the cause in one line, or empty.
        explanation: what pip does, why, and what can be done; empty where nothing failed.
        evidence: what separates the cause from its neighbours.
        tls: the version, as in ``TLSv1.3``, or empty.
        chain: the certificates as presented, leaf first.
        sources: where trust anchors came from and who set each, in words.
        blames: the settings to blame, the nearest first.
        offers: repairs, each with what a handshake said of it.
        needless_trust: whether certificates verify without the trusted-host entry that turns checks off.
    """

    url: str
    host: str
    port: int
    roles: tuple[str, ...]
    outcome: str
    when: datetime
    pip_error: str = ""
    cause: str = ""
    title: str = ""
    explanation: str = ""
    evidence: tuple[Evidence, ...] = ()
    tls: str = ""
    chain: tuple[ChainLink, ...] = ()
    sources: tuple[str, ...] = ()
    blames: tuple[Blame, ...] = ()
    offers: tuple[Offer, ...] = ()
    needless_trust: bool = False

    @property
    def expires(self) -> datetime | None:
        """The first end of validity in the chain."""
        return min((link.not_after for link in self.chain), default=None)
